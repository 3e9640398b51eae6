import t from 'tap';
import { endingSeverity, thresholds } from '../../../src/findings/severity/thresholds.js';
import { createRenewalMemory } from '../../../src/scrape/renewal-memory.js';
import { readProjectFile } from '../../fixtures/project-file.js';
import { type Renewer, renewers } from './renewers.js';

const day = 86_400;
const probesInLife = 1000;

/** The shares of a lifetime that were left when a ticket and a page began in one cycle; undefined: there was none. */
interface Cycle {
  readonly ticket: number | undefined;
  readonly page: number | undefined;
}

/** Where renewals stop, the certificate in which they do is the last. */
function cyclesOf(shares: readonly number[]): number {
  return shares.at(-1) === 0 ? Math.max(3, shares.length) : 16;
}

/** Runs one certificate after the other under the eyes of `serve`. `remembers`: false for `check`, which sees each for the first time. */
function run({ kind, days, shares }: Renewer, remembers = true): readonly Cycle[] {
  const memory = createRenewalMemory();
  const lifetime = days * day;
  let notBefore = 0;
  return Array.from({ length: cyclesOf(shares) }, (_, cycle) => {
    const certificate = { fingerprintSha256: `${cycle}`, notBefore, notAfter: notBefore + lifetime };
    const share = shares[cycle % shares.length] ?? 0;
    const found = new Map<string, number>();
    for (let probe = 0; probe < probesInLife * (1 - share); probe += 1) {
      const now = notBefore + (lifetime * probe) / probesInLife;
      if (remembers) memory.see('place', certificate, now);
      const severity = endingSeverity({ ...certificate, renewalShare: memory.shareAt('place') }, thresholds[kind], now);
      if (severity !== undefined && !found.has(severity)) found.set(severity, 1 - probe / probesInLife);
    }
    notBefore += lifetime * (1 - share);
    return { ticket: found.get('warning'), page: found.get('critical') };
  });
}

/** The earliest of some cycles, in words. `days`: of the lifetime. */
function words(of: readonly Cycle[], key: keyof Cycle, days: number): string {
  const shares = of.flatMap((cycle) => cycle[key] ?? []);
  if (shares.length === 0) return '–';
  const left = Math.max(...shares) * days;
  const text = left < 3 ? `${Math.round(left * 24)} h` : `${Math.round(left)} d`;
  return shares.length < of.length ? `${text}, not each time` : text;
}

function row(renewer: Renewer): string {
  const { what, kind, days, shares } = renewer;
  const seen = run(renewer);
  const [first, later] = [seen.slice(0, 2), seen.slice(shares.at(-1) === 0 ? -1 : 2)];
  const left = [Math.min(...shares), Math.max(...shares)].map((share) => Math.round(share * 100));
  const cells = [
    what,
    kind,
    `${days} d`,
    left[0] === left[1] ? `${left[0]} %` : `${left[0]}–${left[1]} %`,
    ...[first, later].flatMap((some) => [words(some, 'ticket', days), words(some, 'page', days)]),
  ];
  return `| ${cells.join(' | ')} |`;
}

void t.test('the table of docs/thresholds.md', (t) => {
  const page = readProjectFile('docs/thresholds.md');
  for (const renewer of renewers) t.ok(page.includes(`\n${row(renewer)}\n`), `add: ${row(renewer)}`);
  t.end();
});
