import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { startServe } from './serve-process.js';

export interface Outcome {
  readonly status: number | undefined;
  /** Whether the answer is complete, up to the last of the exporter's own metrics. */
  readonly complete: boolean;
  /** The exit code of the process, or the signal that ended it. */
  readonly exit: number | NodeJS.Signals;
  /** Milliseconds from the signal to the end of the process. */
  readonly took: number;
}

/** Starts the exporter, and sends it these signals during a scrape, on a connection that the client would keep open. */
export async function scrapeAndSignal(timeout: string, ...signals: readonly NodeJS.Signals[]): Promise<Outcome> {
  // It accepts connections and sends nothing, so a scrape waits until its timeout.
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

/** Returns the part of the answer that arrived before the connection ended. */
async function readMetrics(url: string, agent: Agent): Promise<{ status: number | undefined; body: string }> {
  let status: number | undefined;
  let body = '';
  try {
    const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    status = response.statusCode;
    for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  } catch {
    // The connection was cut off. The received part is returned.
  }
  return { status, body };
}
