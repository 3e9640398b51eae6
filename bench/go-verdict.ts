// Shows what Go's verdict on a kubeadm chain costs, kept and new, beside what OpenSSL takes to read and verify the leaf in the same process.
//   npm run --silent compile && node build/bench/go-verdict.js
import { X509Certificate } from 'node:crypto';
import { createAuthority } from '../demo/pki.js';
import { createGoVerdicts } from '../src/x509/go-verdicts.js';

const rounds = 9;
/** Microseconds of CPU time that a verdict may cost. */
const most = { kept: 5, new: 3000 };

const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local'];
const authority = await createAuthority({ commonName: 'kubernetes', keyAlgorithm: 'rsa-2048' });
const leaf = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: names,
  ipAddresses: ['10.96.0.1', '192.168.0.10'],
  keyAlgorithm: 'rsa-2048',
});
const served = [leaf.der, authority.der];
const roots = [authority.der];
const now = Math.floor(Date.now() / 1000);
const judge = createGoVerdicts();

/** Asks for the verdict under one name, as a probe does for each name of a target. Equal keys are equal chains. */
function ask(key: string, at = now): void {
  const verdict = judge({ served, key, roots, now: at }).under('kubernetes');
  if (verdict?.accepted !== true) throw new Error(JSON.stringify(verdict));
}

let count = 0;
const work = {
  kept: { times: 100_000, run: () => ask('kept', now + 1) },
  new: { times: 300, run: () => ask(`new ${count++}`) },
  openssl: { times: 300, run: verifyByOpenssl },
};

/** The simple alternative: the leaf is read and its signature checked, and nothing else. */
function verifyByOpenssl(): void {
  const [certificate, ca] = [new X509Certificate(leaf.der), new X509Certificate(authority.der)];
  if (!certificate.checkIssued(ca) || !certificate.verify(ca.publicKey)) throw new Error('not verified');
}

/** Returns the microseconds of CPU time, user and system, for each call. */
function cost({ times, run }: { readonly times: number; readonly run: () => void }): number {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

ask('kept');
for (const each of Object.values(work)) cost(each);
const costs = { kept: [] as number[], new: [] as number[], openssl: [] as number[] };
for (let round = 0; round < rounds; round++)
  for (const kind of ['kept', 'new', 'openssl'] as const) costs[kind].push(cost(work[kind]));

function line(what: string, kind: keyof typeof costs): string {
  const values = costs[kind];
  const range = `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
  const ratio = median(values) / median(costs.openssl);
  return `${what.padEnd(34)}${median(values).toFixed(2)} µs (${range}), ${ratio.toFixed(4)} of OpenSSL`;
}

console.log(`Node ${process.versions.node}, RSA-2048 leaf and CA, CPU time, median of ${rounds}`);
console.log(line('kept verdict:', 'kept'));
console.log(line('new verdict:', 'new'));
console.log(line('OpenSSL, leaf read and verified:', 'openssl'));
const bad = (['kept', 'new'] as const).filter((kind) => !(median(costs[kind]) < most[kind]));
for (const kind of bad) console.log(`WRONG: a ${kind} verdict costs more than ${most[kind]} µs`);
process.exitCode = bad.length > 0 ? 1 : 0;
