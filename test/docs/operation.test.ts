import { readFileSync } from 'node:fs';
import t from 'tap';
import * as v from 'valibot';
import { parseDocument } from '../../src/document/document.js';
import { noOutput } from '../cli/run-program.js';
import { type Commands, createProgram } from '../../src/program.js';
import { webConfigSchema } from '../../src/web-config/web-config-schema.js';
import { defaultLimits } from '../../src/web/limits.js';

const page = readFileSync('docs/operation.md', 'utf8');

void t.test('has every flag of serve, with its default', (t) => {
  const program = createProgram({} as Commands, '0.0.0', () => undefined, noOutput);
  const options = program.commands.find((command) => command.name() === 'serve')?.options ?? [];
  t.ok(options.length > 5);
  for (const { long, defaultValue } of options) {
    const row = page.split('\n').find((line) => line.startsWith('| `--') && line.includes(`\`${String(long)}\``));
    t.ok(row, long ?? '');
    if (defaultValue !== undefined) t.match(row, `\`${String(defaultValue)}\``);
  }
  t.end();
});

void t.test('has the actual limits', (t) => {
  const rows = page.slice(page.indexOf('## Limits'));
  const { handshake, headers, request, answer, idle, connections, requestsPerConnection } = defaultLimits;
  t.equal(new Set([handshake, headers, request]).size, 1);
  for (const text of [
    `whole request | ${handshake / 1000} s each`,
    `headers | ${defaultLimits.headerBytes / 1024} KiB, ${defaultLimits.headerCount} fields`,
    `body, where the method has one | ${defaultLimits.bodyBytes / 1024} KiB`,
    `until an answer has been taken | ${answer / 1000} s`,
    `idle connection | ${idle / 1000} s`,
    `requests of a connection | ${requestsPerConnection.toLocaleString('en')}`,
    `connections | ${connections.toLocaleString('en')}`,
  ])
    t.match(rows, text);
  t.match(page, `for ${defaultLimits.grace / 1000} seconds at most`);
  t.end();
});

void t.test('its web configuration is valid', (t) => {
  const [, yaml = ''] = /```yaml\n(tls_server_config:\n.*?)```/s.exec(page) ?? [];
  const parsed = parseDocument(Buffer.from(yaml.replace('…', 'a'.repeat(53))), 'operation.md');
  t.ok(parsed.ok);
  if (parsed.ok) t.same(v.safeParse(webConfigSchema, parsed.document.value).issues, undefined);
  t.end();
});
