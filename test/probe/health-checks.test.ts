import t from 'tap';
import { parseHealthChecks } from '../../src/probe/health-checks.js';

/** Checks as `name` where healthy, `!name` where not. */
const checks = (text: string): readonly string[] =>
  parseHealthChecks(text).checks.map(({ check, healthy }) => (healthy ? check : `!${check}`));

void t.test('as kube-apiserver answers', (t) => {
  t.same(
    checks(
      '[+]ping ok\n[+]poststarthook/start-apiextensions-informers ok\n[-]loopback-serving-certificate failed: reason withheld\nlivez check failed\n',
    ),
    ['ping', 'poststarthook/start-apiextensions-informers', '!loopback-serving-certificate'],
  );
  t.same(checks('[+]ping ok: it is not\r\n[-]etcd excluded: ok\r\n'), ['ping', '!etcd']);
  t.end();
});

void t.test('a check is a whole line, and counts once: the last time', (t) => {
  t.same(checks('ok'), []);
  t.same(checks(''), []);
  t.same(checks(' [+]a ok\nx[+]b ok\n[*]c ok\n[+]d\n[+] ok\n[+]<e> ok\n[+]../f ok'), []);
  t.same(checks('[+]a ok\n[+]b ok\n[-]a failed'), ['!a', 'b']);
  t.end();
});

void t.test('no more than a few hundred are read, nor names without end', (t) => {
  const many = Array.from({ length: 1000 }, (_, i) => `[+]check-${i} ok`).join('\n');
  t.equal(checks(many).length, 200);
  t.equal(parseHealthChecks(many).cut, true);
  const most = many.split('\n').slice(0, 200).join('\n');
  t.equal(parseHealthChecks(most).cut, false);
  t.match(parseHealthChecks(`${most}\n[-]check-0 failed`), { cut: false, checks: [{ healthy: false }] });
  t.same(checks(`[+]${'a'.repeat(128)} ok`), ['a'.repeat(128)]);
  t.same(checks(`[+]${'a'.repeat(129)} ok`), []);
  t.end();
});
