import { Agent as HttpAgent, get as getHttp } from 'node:http';
import { Agent as HttpsAgent, get as getHttps } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';

export interface Answer {
  /** 0: there was none. */
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

/** GETs a path. Never rejects. */
export type Ask = (path: string) => Promise<Answer>;

/** A client that uses one connection as long as it is open. `seconds`: what Prometheus' header says. `login`: its certificate. */
export function createClient(url: string, login: SecureContextOptions | undefined, seconds = 10): Ask {
  const secure = url.startsWith('https:');
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: 1 })
    : new HttpAgent({ keepAlive: true, maxSockets: 1 });
  const options = {
    headers: { 'X-Prometheus-Scrape-Timeout-Seconds': String(seconds) },
    agent,
    ...login,
    rejectUnauthorized: false,
  };
  return (path) =>
    new Promise((resolve) => {
      const begun = performance.now();
      const end = (status: number, body = ''): void =>
        resolve({ status, body, milliseconds: performance.now() - begun });
      const request = (secure ? getHttps : getHttp)(
        `${url}${path}`,
        { ...options, timeout: 2_000 * seconds },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', () => end(0));
          response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
        },
      );
      request.on('timeout', () => request.destroy()).on('error', () => end(0));
    });
}

/** Asks again and again, with pauses of so many milliseconds, until the signal. Returns all answers. */
export async function askOn(
  ask: Ask,
  path: string,
  { pause, signal }: { readonly pause: number; readonly signal: AbortSignal },
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (!signal.aborted) {
    const [answer] = await Promise.all([ask(path), delay(pause)]);
    answers.push(answer);
  }
  return answers;
}
