import t from 'tap';
import type { LogFormat, LogLevel } from '../../src/log/log-options.js';
import { createLogger, type Logger } from '../../src/log/log.js';

/** Returns the lines that `use` logs, with the time replaced by T. */
function logged(use: (log: Logger) => void, format: LogFormat = 'logfmt', level: LogLevel = 'info'): readonly string[] {
  const lines: string[] = [];
  use(createLogger(level, format, (line) => lines.push(line.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, 'T'))));
  return lines;
}

void t.test('logfmt: time, level, message, then the fields', (t) => {
  const fields = {
    url: 'http://127.0.0.1:10643',
    targets: 3,
    ok: true,
    none: undefined,
    empty: '',
    list: ['a', 1],
    gone: null,
  };
  t.same(
    logged((log) => log.info(fields, 'listening')),
    [
      'ts=T level=info msg=listening url=http://127.0.0.1:10643 targets=3 ok=true empty="" list="[\\"a\\",1]" gone=null\n',
    ],
  );
  t.same(
    logged((log) => log.error('it failed')),
    ['ts=T level=error msg="it failed"\n'],
  );
  t.same(
    logged((log) => log.warn({ a: 'x=1' })),
    ['ts=T level=warn a="x=1"\n'],
    'no message',
  );
  t.end();
});

void t.test('JSON', (t) => {
  t.same(
    logged((log) => log.info({ url: 'a "b"', n: 1 }, 'hi'), 'json'),
    ['{"level":"info","ts":"T","url":"a \\"b\\"","n":1,"msg":"hi"}\n'],
  );
  t.end();
});

void t.test('records below the level are left out', (t) => {
  const use = (log: Logger): void => {
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
  };
  const levels = (level: LogLevel): number => logged(use, 'logfmt', level).length;
  t.same((['debug', 'info', 'warn', 'error'] as const).map(levels), [4, 3, 2, 1]);
  t.end();
});

void t.test('an error shows its message', (t) => {
  const [line = ''] = logged((log) => log.error({ err: new Error('no\nway') }, 'failed'));
  t.match(line, /^ts=T level=error msg=failed err=".*no\\\\nway/);
  t.end();
});

void t.test('hostile text stays on its line and does not affect a terminal', (t) => {
  const hostile = 'a\nlevel=error msg="x"\r\u0000\u001b[2J\u009b2J\u202e\u2028\ud800\u{e0041}é🔐';
  for (const format of ['logfmt', 'json'] as const) {
    const [line = '', ...more] = logged((log) => log.info({ cn: hostile }, hostile), format);
    t.same(more, []);
    t.match(line, /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+\n$/u, format);
    const text = format === 'json' ? line : (/ cn=(".*")\n$/.exec(line)?.[1] ?? '');
    const read: unknown = JSON.parse(text);
    t.equal(format === 'json' ? (read as { cn: string }).cn : read, hostile, 'and is all there');
    t.ok(line.includes('é🔐'));
  }
  t.end();
});

void t.test('a line is bounded, whatever strangers put into its fields', (t) => {
  const fields = {
    target: 'a',
    failures: 'x'.repeat(1_000_000),
    problems: Array<string>(50_000).fill('a problem'),
    count: 5,
  };
  for (const format of ['logfmt', 'json'] as const) {
    const [line = ''] = logged((log) => log.warn(fields, 'it failed'), format);
    t.ok(line.length < 20_000, `${line.length}`);
    t.match(line, /it failed/);
    t.match(line, /target\W+a\b/);
    t.match(line, /…/);
    t.match(line, /count\W+5\b/);
  }
  const [json = ''] = logged((log) => log.warn(fields, 'it failed'), 'json');
  t.match(JSON.parse(json), { count: 5, level: 'warn' });
  t.end();
});
