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
const accepted = nameVerdict().verdict;
const unknownCa = untrusted();
const refused = unknownCa.state === 'untrusted' ? unknownCa.refusal : undefined;

/** Where a name that is shown this appears, for clients of a CA that decides so of the chain. */
function lists(shown: ServedChain, trust: ReturnType<JudgeServed>['trust']): readonly string[] {
  const judge: JudgeServed = () => ({ trust, under: () => notFor(name) });
  const judged = judgeShownNames([{ expected: { host: host!, role: 'client' }, served: shown }], { serving, judge });
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

void t.test('a refused SNI has no verdict; any other failure is in no list', (t) => {
  t.same(lists({ ...servedChain(), reason: 'closed' }, undefined), ['refused']);
  t.same(lists({ ...servedChain(), reason: 'tls_timeout' }, undefined), []);
  t.end();
});
