import t from 'tap';
import { parseGitVersion, parseHealthChecks } from '../../src/probe/http-answers.js';

const version = (gitVersion: unknown): string | undefined => parseGitVersion(JSON.stringify({ gitVersion }));

void t.test('versions as distributions write them', (t) => {
  for (const text of [
    'v1.20.2',
    'v1.34.2+k3s1',
    'v1.30.4-gke.1348000',
    'v1.33.0-beta.0~1',
    'v0.0.0-master+$Format:%H$',
    `v1${'a'.repeat(63)}`,
  ]) {
    t.equal(version(text), text);
  }
  t.equal(parseGitVersion('{\n  "major": "1",\n  "gitVersion": "v1.20.2"\n}\n'), 'v1.20.2');
  t.end();
});

void t.test('anything else is not a version', (t) => {
  for (const text of ['', '1.20.2', 'v', 'v1"', 'v1\n', ' v1', `v1${'a'.repeat(64)}`, 7, null, ['v1']]) {
    t.equal(version(text), undefined);
  }
  for (const text of ['', '{', 'null', '7', '"v1.20.2"', '[]', '{"gitversion":"v1"}']) {
    t.equal(parseGitVersion(text), undefined);
  }
  t.end();
});

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

void t.test('the number of checks and the length of their names are limited', (t) => {
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
