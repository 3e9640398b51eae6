// Decodes mutated certificates. The decoder must not throw, hang, or fail without a typed error.
//   npm run compile && node build/bench/fuzz-certificates.js [count] [folder with further certificates]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLoopback } from '../demo/loopback.js';
import { createAuthority } from '../demo/pki.js';
import type { Decoded } from '../src/x509/certificate.js';
import { decodeCertificate } from '../src/x509/decode.js';
import { readCertificates } from '../src/x509/read-certificates.js';
import { createMutator, randomNumbers } from './mutate.js';

const count = Number(process.argv[2] ?? 100_000);
const folder = process.argv[3];
const seed = Number(process.env['SEED'] ?? 1);

interface Slowest {
  readonly milliseconds: number;
  readonly der: Uint8Array;
}

/** Milliseconds of CPU time above which decoding counts as a hang. */
const hang = 100;

const corpus = [...(await madeHere()), ...(folder === undefined ? [] : foundIn(folder))];
const random = randomNumbers(seed);
const mutate = createMutator(corpus, random);
const outcomes = new Map<string, number>();
const faults: string[] = [];
let slowest: Slowest = { milliseconds: 0, der: new Uint8Array() };
const begun = performance.now();

for (let i = 0; i < count; i++) {
  const der = mutate();
  const { outcome, milliseconds } = attempt(der);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (outcome === 'threw' || outcome === 'untyped error') faults.push(Buffer.from(der).toString('base64'));
  if (milliseconds > slowest.milliseconds) slowest = settle(der, milliseconds, slowest);
}

const seconds = (performance.now() - begun) / 1000;
const of = (outcome: string): number => outcomes.get(outcome) ?? 0;
console.log(
  `${count} mutants of ${corpus.length} certificates, seed ${seed}, Node ${process.versions.node}: ${seconds.toFixed(0)} s`,
);
console.log(
  `decoded ${of('decoded')}, malformed ${of('certificate_malformed')}, too large ${of('certificate_too_large')}`,
);
console.log(
  `crashes ${of('threw')}, untyped errors ${of('untyped error')}, hangs over ${hang} ms ${Number(slowest.milliseconds > hang)}`,
);
console.log(`slowest ${slowest.milliseconds.toFixed(1)} ms of CPU, with ${slowest.der.length} bytes`);
if (slowest.milliseconds > 10) console.log(Buffer.from(slowest.der).toString('base64'));
for (const fault of faults.slice(0, 5)) console.log(fault);
process.exitCode = faults.length > 0 || slowest.milliseconds > hang ? 1 : 0;

/** Makes one certificate of each kind that a control plane has, and some that it should not have. */
async function madeHere(): Promise<readonly Uint8Array[]> {
  const authority = await createAuthority({
    commonName: 'kubernetes',
    organization: 'a "quoted", + name\u202e',
  });
  const rsa = await createAuthority({
    commonName: 'rsa',
    keyAlgorithm: 'rsa-2048',
  });
  const { leaf } = await createLoopback({ startedAt: 1_652_180_293 });
  const issued = [
    await authority.issue({
      commonName: 'kube-apiserver',
      dnsNames: ['kubernetes', '*.example.com'],
      ipAddresses: ['10.96.0.1', 'fd00::1'],
    }),
    await rsa.issue({
      commonName: 'client',
      usage: 'client',
      keyAlgorithm: 'ed25519',
    }),
    await authority.issue({
      commonName: 'every kind of name',
      names: [
        { kind: 'email', value: 'a@example.com' },
        { kind: 'uri', value: 'spiffe://example.com/a' },
        { kind: 'raw', tag: 0x88, value: Buffer.from('2b060104', 'hex') },
        {
          kind: 'raw',
          tag: 0xa4,
          value: Buffer.from('300c310a300806035504030c0161', 'hex'),
        },
        {
          kind: 'raw',
          tag: 0xa0,
          value: Buffer.from('06032a0304a0040c026162', 'hex'),
        },
      ],
      notAfter: 253_402_300_799,
    }),
    await authority.issue({
      commonName: 'many names',
      dnsNames: Array.from({ length: 500 }, (_, i) => `n${i}.example`),
    }),
  ];
  return [authority, rsa, leaf, ...issued].map(({ der }) => der);
}

function foundIn(path: string): readonly Uint8Array[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => readCertificates(readFileSync(join(entry.parentPath, entry.name))))
    .flatMap((found) => ('der' in found ? [found.der] : []));
}

function attempt(der: Uint8Array): {
  readonly outcome: string;
  readonly milliseconds: number;
} {
  // CPU time, because on a busy machine other processes may stop us for as long as a slow input would.
  const start = process.cpuUsage();
  let outcome: string;
  try {
    outcome = outcomeOf(decodeCertificate(der));
  } catch {
    outcome = 'threw';
  }
  const { user, system } = process.cpuUsage(start);
  return { outcome, milliseconds: (user + system) / 1000 };
}

function outcomeOf(decoded: Decoded): string {
  if (decoded.ok) return 'decoded';
  // The decoder's message for an error that none of its own readers raised.
  return decoded.message === 'certificate: unreadable' ? 'untyped error' : decoded.reason;
}

/** Measures five times and keeps the least: garbage collection is slow now and then, a slow input is slow each time. */
function settle(der: Uint8Array, milliseconds: number, before: Slowest): Slowest {
  const least = Math.min(milliseconds, ...[1, 2, 3, 4].map(() => attempt(der).milliseconds));
  return least > before.milliseconds ? { milliseconds: least, der } : before;
}
