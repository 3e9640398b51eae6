import { join } from 'node:path';
import t from 'tap';
import { openSecurity } from '../../../src/cli/serve/open-security.js';

const lines: unknown[][] = [];
const say = (...line: unknown[]) => void lines.push(line);
const log = { debug: say, info: say, warn: say };
const decode = () => ({ ok: false, reason: 'certificate_malformed', message: '' }) as const;

void t.test('no web configuration', (t) => {
  t.same(openSecurity(undefined, decode, log), {
    ok: true,
    security: undefined,
  });
  t.end();
});

void t.test('a valid one, and a client that it refuses', (t) => {
  const folder = t.testdir({
    'web.yml': 'rate_limit: {interval: 1s, burst: 5}',
  });
  const opened = openSecurity(join(folder, 'web.yml'), decode, log);
  t.match(opened, { ok: true, security: { decode } });
  if (!opened.ok || !opened.security) return;
  t.match(opened.security.web.current(), {
    rateLimit: { interval: 1, burst: 5 },
  });
  opened.security.refused('10.0.0.1', 'no client certificate');
  t.same(lines, [[{ address: '10.0.0.1', reason: 'no client certificate' }, 'client refused']]);
  t.end();
});

void t.test('an invalid one', (t) => {
  t.match(openSecurity('/nonexistent/web.yml', decode, log), {
    ok: false,
    problems: [{ message: 'no such file' }],
  });
  t.end();
});
