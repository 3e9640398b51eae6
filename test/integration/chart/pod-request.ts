import { get, type IncomingMessage } from 'node:http';
import { get as getByTls } from 'node:https';

/** Asks as a kubelet's probe does: it verifies no certificate. Rejects after five seconds. */
export function request(url: string): Promise<{ readonly status: number }> {
  const signal = AbortSignal.timeout(5_000);
  return new Promise((resolve, reject) => {
    const ask = url.startsWith('https:')
      ? getByTls(url, { rejectUnauthorized: false, agent: false, signal }, answered)
      : get(url, { agent: false, signal }, answered);
    ask.on('error', reject);
    function answered(response: IncomingMessage): void {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    }
  });
}
