import t from 'tap';
import { dns, subjectAltName } from './der-builder.js';
import { basicConstraints, createParty, issue, issueCa } from './go-fixture.js';
import { pathOutcome, unknownAuthority } from './path-outcome.js';

const [ca, middle, server] = [createParty('ca'), createParty('middle'), createParty('server')];
const root = issueCa(ca);

void t.test('path lengths', (t) => {
  const low = createParty('low');
  const served = [issueCa(middle, { issuer: ca }), issueCa(low, { issuer: middle })];
  const below = (limit: number) =>
    pathOutcome(issue(server, low), { roots: [issue(ca, ca, { extensions: [basicConstraints(limit)] })], served });
  t.same(below(2), ['leaf > served 1 > served 0 > root 0']);
  t.same(below(1), { reason: 'path', message: 'x509: too many intermediates for path length constraint' });
  t.end();
});

void t.test('certificates that sign each other make no loop', (t) => {
  const served = [issueCa(ca, { issuer: middle }), issueCa(middle, { issuer: ca }), issueCa(ca, { issuer: ca })];
  t.same(pathOutcome(issue(server, ca), { roots: [], served }), {
    reason: 'unknown_authority',
    message: unknownAuthority,
  });
  t.same(pathOutcome(issue(server, ca), { roots: [root], served }), ['leaf > root 0']);
  t.end();
});

void t.test('other SANs make another certificate', (t) => {
  const names = (name: string) => [subjectAltName(dns(name))];
  const leaf = issue(server, ca);
  const self = (name: string, serial: number) => issueCa(ca, { extensions: names(name), serialNumber: [serial] });
  const served = [self('a', 1), self('b', 2), self('a', 3)];
  const paths = pathOutcome(leaf, { roots: [self('c', 4)], served });
  t.same(paths, [
    'leaf > root 0',
    'leaf > served 0 > root 0',
    'leaf > served 0 > served 1 > root 0',
    'leaf > served 1 > root 0',
    'leaf > served 1 > served 0 > root 0',
    'leaf > served 1 > served 2 > root 0',
    'leaf > served 2 > root 0',
    'leaf > served 2 > served 1 > root 0',
  ]);
  t.end();
});

void t.test('one certificate with SANs and one without: Go looks no further along the path', (t) => {
  const leaf = issue(server, ca);
  const [plain, named] = [issueCa(ca, { serialNumber: [2] }), issueCa(ca, { extensions: [subjectAltName(dns('a'))] })];
  t.same(pathOutcome(leaf, { roots: [root], served: [named] }), ['leaf > root 0', 'leaf > served 0 > root 0']);
  t.same(
    pathOutcome(leaf, { roots: [root], served: [plain, named] }),
    ['leaf > root 0'],
    'it goes in circles to the limit',
  );
  t.end();
});

void t.test('one key under two names, and two keys under one, make two certificates', (t) => {
  const renamed = { ...ca, name: middle.name };
  const two = { roots: [root], served: [issueCa(renamed, { issuer: ca })] };
  t.same(pathOutcome(issue(server, renamed), two), ['leaf > served 0 > root 0']);
  const rekeyed = { ...middle, name: ca.name };
  const one = { roots: [root], served: [issueCa(rekeyed, { issuer: ca })] };
  t.same(pathOutcome(issue(server, rekeyed), one), ['leaf > served 0 > root 0']);
  t.end();
});

void t.test('a hundred signatures are checked', (t) => {
  const wrong = createParty('middle');
  const wrongs = Array.from({ length: 101 }, (_, at) => issueCa(wrong, { serialNumber: [at] }));
  const right = issueCa(middle, { issuer: ca });
  const leaf = issue(server, middle);
  const behind = (count: number) => pathOutcome(leaf, { roots: [root], served: [...wrongs.slice(0, count), right] });
  const limit = {
    reason: 'path',
    message: 'x509: signature check attempts limit reached while verifying certificate chain',
  };
  t.same(behind(98), ['leaf > served 98 > root 0']);
  t.same(behind(99), limit);
  t.same(behind(100), limit);
  const early = pathOutcome(leaf, { roots: [root], served: [right, ...wrongs] });
  t.same(early, ['leaf > served 0 > root 0'], 'what was found before counts');
  t.end();
});

void t.test('signatures by keys that cost more are checked less often', (t) => {
  const wrong = createParty('middle', 'P-521');
  const wrongs = Array.from({ length: 50 }, (_, at) => issueCa(wrong, { serialNumber: [at] }));
  const right = issueCa(middle, { issuer: ca });
  const after = (count: number) =>
    pathOutcome(issue(server, middle), { roots: [root], served: [...wrongs.slice(0, count), right] });
  t.same(after(33), ['leaf > served 33 > root 0']);
  t.match(after(34), { reason: 'path' });
  t.end();
});
