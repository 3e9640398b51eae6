import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Test } from 'tap';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';

/** The parts of Alertmanager's request to a webhook that matter here. */
export interface Notification {
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

export interface Webhook {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Notifications with their path, in the order of their arrival. */
  readonly received: readonly { readonly path: string; readonly notification: Notification }[];
}

/** Receives notifications until the test ends. */
export async function startWebhook(t: Test): Promise<Webhook> {
  const received: { path: string; notification: Notification }[] = [];
  const take = async (request: IncomingMessage): Promise<void> => {
    received.push({ path: request.url ?? '', notification: (await json(request)) as Notification });
  };
  const server = createServer((request, response) => {
    void take(request).then(
      () => response.end(),
      () => response.writeHead(400).end(),
    );
  });
  return { url: `http://127.0.0.1:${await listenOnLoopback(t, server)}`, received };
}
