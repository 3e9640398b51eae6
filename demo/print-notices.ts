import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

/** A notice of Alertmanager's webhook (prometheus.io/docs/alerting/latest/configuration/#webhook_config), as far as it is printed. */
interface Notice {
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved';
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/**
 * Prints the notices that Alertmanager sends, a line for each alert, until a signal ends it: who would have got it, by the path of the webhook,
 * and what it says. `--port PORT` of 127.0.0.1.
 */
const { port } = parseArgs({ options: { port: { type: 'string', default: '9099' } } }).values;

const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { alerts } = JSON.parse(body) as Notice;
    for (const { status, labels, annotations } of alerts) {
      console.log(
        `${request.url ?? '/'} ${status} ${labels['alertname'] ?? ''} (${labels['severity'] ?? ''}): ${annotations['description'] ?? ''}`,
      );
    }
    response.end();
  });
});
server.listen(Number(port), '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.close());
