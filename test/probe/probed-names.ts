import type { GoVerdict } from '../../src/x509/go-verdict.js';
import type { JudgeServed, ServedChain } from '../../src/probe/probe-chain.js';
import type { JudgedNames } from '../../src/probe/judge-names.js';
import { createNameMemory } from '../../src/probe/name-memory.js';
import { probeNames } from '../../src/probe/probe-names.js';
import type { NameVerdict } from '../../src/probe/report.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { covers } from '../../src/x509/covers.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { certificate, notFor } from '../fixtures/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { type Answers, fakeServer } from './fake-shake.js';
import { servedChain } from './served-chain.js';

/** The same endpoint at one scrape after the other. */
export interface ProbedNames {
  /** `minutes`: since the first scrape. What is left out stays as it was. */
  readonly scrape: (change?: Scrape) => Promise<SeenNames>;
}

export interface Scrape {
  readonly minutes?: number;
  readonly target?: TargetChange;
  /** Of the serving handshake. Undefined: it showed nothing. */
  readonly serving?: Partial<Certificate> | ServedChain | undefined;
  /** What other servers behind the address serve. */
  readonly others?: readonly Partial<Certificate>[];
  readonly answers?: Answers;
}

export interface SeenNames extends JudgedNames {
  /** `name`: covered; `!name`: not; `?name`: not known. A chain of its own follows: `name by CN`. */
  readonly names: readonly string[];
  /** The SNI of each further handshake, in order; `none`: none was sent. */
  readonly sni: readonly string[];
  readonly reason: string | undefined;
  readonly asked: boolean;
}

/** Probes names of a fake server with a clock driven by hand. */
export function probedNames(first: Scrape = {}): ProbedNames {
  const memory = createNameMemory();
  let current: Scrape = { serving: {}, ...first };
  return {
    scrape: async (change = {}) => {
      current = { ...current, ...change };
      const { minutes = 0, target = {}, serving, others = [], answers = {} } = current;
      const server = fakeServer(answers);
      const { judged, ...rest } = await probeNames({
        endpoint: endpointOf(target),
        serving: servedOf(serving),
        others: others.map(servedOf),
        shake: server.shake,
        decode: server.decode,
        judge,
        memory,
        clock: { monotonic: () => minutes * 60_000 },
      });
      return { ...rest, ...judged, names: judged.verdicts.map(text), sni: server.asked };
    },
  };
}

function servedOf(serving: Scrape['serving']): ServedChain {
  if (serving === undefined) return servedChain();
  return 'served' in serving ? serving : servedChain(certificate(serving));
}

/** By name only. */
const judge: JudgeServed = ({ chain }) => ({ trust: undefined, under: (name) => verdictOn(chain?.[0], name) });

function verdictOn(leaf: Certificate | undefined, name: string): GoVerdict {
  if (leaf === undefined) return refusal('malformed', 'x509: malformed certificate');
  return covers(leaf, name) ? { accepted: true, until: leaf.notAfter, paths: [] } : notFor(name);
}

function text({ name, covered, shown }: NameVerdict): string {
  const mark = covered === undefined ? '?' : covered ? '' : '!';
  return `${mark}${name}${shown ? ` by ${shown[0].subjectCommonName}` : ''}`;
}
