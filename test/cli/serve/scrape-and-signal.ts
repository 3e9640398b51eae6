import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { startServe } from './serve-process.js';

export interface Outcome {
  readonly status: number | undefined;
  /** All of it, to the last of the exporter's own metrics. */
  readonly complete: boolean;
  /** Of the process, or the signal that ended it. */
  readonly exit: number | NodeJS.Signals;
  /** Milliseconds from the signal to the end of the process. */
  readonly took: number;
}

/** Starts the exporter, and sends it these signals while a scrape is under way, on a connection that the client would keep. */
export async function scrapeAndSignal(timeout: string, ...signals: readonly NodeJS.Signals[]): Promise<Outcome> {
  // It accepts and says nothing: a scrape waits for it as long as its timeout is.
  const silent = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const { child, url, ended } = await startServe({ targets: [{ name: 'silent', addresses: [address], timeout }] });
  const agent = new Agent({ keepAlive: true });
  const dialled = once(silent, 'connection');
  const answer = readMetrics(`${url}/metrics`, agent);
  await dialled;
  const begun = performance.now();
  for (const signal of signals) child.kill(signal);
  const [{ status, body }, exit] = await Promise.all([answer, ended]);
  const took = performance.now() - begun;
  agent.destroy();
  silent.close();
  const complete =
    body.includes(`apiserver_endpoint_up{target="silent",address="${address}"} 0\n`) &&
    body.includes('apiserver_cert_exporter_build_info{') &&
    body.endsWith('\n');
  return { status, complete, exit, took };
}

/** What came of the answer before the connection ended. */
async function readMetrics(url: string, agent: Agent): Promise<{ status: number | undefined; body: string }> {
  let status: number | undefined;
  let body = '';
  try {
    const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    status = response.statusCode;
    for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  } catch {
    // Cut off: what came is what there is.
  }
  return { status, body };
}
