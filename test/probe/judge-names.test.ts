import t from 'tap';
import { judgeShownNames } from '../../src/probe/judge-names.js';
import type { JudgeServed, ServedChain } from '../../src/probe/probe-chain.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { parseHostName } from '../../src/x509/host-name.js';
import { certificate, nameVerdict, notFor, untrusted } from '../fixtures/report.js';
import { servedChain } from './served-chain.js';

const name = 'api.example.com';
const host = parseHostName(name);
if (host === undefined) throw new Error('not a name');
const served = (fingerprintSha256: string, change: Partial<Certificate> = {}): ServedChain =>
  servedChain(certificate({ fingerprintSha256, ...change }));
const serving = served('serving');
const others = [served('behind', { issuer: 'CN=ingress', dnsNames: ['x'] })];
const accepted = nameVerdict().verdict;
const unknownCa = untrusted();
const refused = unknownCa.state === 'untrusted' ? unknownCa.refusal : undefined;

/** Where a name that is shown this appears, for clients of a CA that decides so of the chain. */
function lists(shown: ServedChain, trust: ReturnType<JudgeServed>['trust']): readonly string[] {
  const judge: JudgeServed = () => ({ trust, under: () => notFor(name) });
  const judged = judgeShownNames([{ expected: { host: host!, role: 'client' }, served: shown }], {
    serving,
    others,
    judge,
  });
  return Object.entries(judged).flatMap(([list, { length }]: [string, readonly unknown[]]) =>
    length > 0 ? [list] : [],
  );
}

void t.test('a name counts as foreign only where nothing connects what it is shown with this control plane', (t) => {
  const [plain, foreign] = [['verdicts'], ['verdicts', 'foreign']];
  const own = { dnsNames: [name] };
  const malformed: ServedChain = { ...served('x'), chain: undefined, key: 'malformed' };
  for (const [what, shown, trust, expected] of [
    ['the serving chain', serving, refused, plain],
    ['the serving chain of another server behind the address', served('behind'), refused, plain],
    ['of another CA, for another name', served('a'), refused, foreign],
    ['of another CA, for this name', served('a', own), refused, plain],
    ['of the CA, for another name', served('a'), accepted, plain],
    ['that cannot be decoded, with a CA', malformed, refused, foreign],
    ['that cannot be decoded, without a CA', malformed, undefined, plain],
    ['of another issuer, without a CA', served('a', { issuer: 'CN=ingress' }), undefined, foreign],
    ['of the same issuer, without a CA', served('a'), undefined, plain],
    ['of another issuer, for this name', served('a', { ...own, issuer: 'CN=ingress' }), undefined, plain],
  ] as const)
    t.same(lists(shown, trust), expected, what);
  t.end();
});

void t.test('of several servers behind the address, the worst decides on each name', (t) => {
  const lacks = served('lacks', { dnsNames: ['x'] });
  const has = served('has', { dnsNames: [name] });
  const judge: JudgeServed = ({ key }) => ({
    trust: accepted,
    under: () => (key === 'lacks' ? notFor(name) : accepted),
  });
  const verdict = (shown: ServedChain, all: readonly [ServedChain, ...ServedChain[]]) => {
    const [first, ...rest] = all;
    const names = [{ expected: { host, role: 'client' as const }, served: shown }];
    return judgeShownNames(names, { serving: first, others: rest, judge }).verdicts[0];
  };
  for (const shown of [lacks, has])
    for (const all of [[lacks, has] as const, [has, lacks] as const])
      t.match(verdict(shown, all), { covered: false, verdict: { accepted: false }, shown: undefined });
  t.match(verdict(has, [has, has]), { covered: true, verdict: { accepted: true } });
  t.match(verdict(has, [lacks, lacks]), { covered: true, shown: has.chain }, 'a certificate of its own');
  t.end();
});

void t.test('a refused SNI has no verdict; any other failure is in no list', (t) => {
  t.same(lists({ ...servedChain(), reason: 'closed' }, undefined), ['refused']);
  t.same(lists({ ...servedChain(), reason: 'tls_timeout' }, undefined), []);
  t.end();
});
