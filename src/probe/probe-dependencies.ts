import type { Clock } from '../net/clock.js';
import type { OwnWord } from '../net/own-hosts.js';
import type { SniMemory } from '../net/sni-memory.js';
import type { Decode } from '../x509/certificate.js';
import type { JudgeChains } from '../x509/go-verdicts.js';
import type { HostName } from '../x509/host-name.js';
import type { ConcurrencyLimit } from './concurrency-limit.js';
import type { Dial } from './handshake.js';
import type { NameMemory } from './name-memory.js';
import type { ProcessMemory } from './process-memory.js';
import type { ServerMemories } from './server-memories.js';
import type { RefusedPaths } from './refused-paths.js';

/**
 * Runs the probe of one endpoint as soon as no other one forbids it. `key` says which endpoint, and how it is dialled.
 */
export type TakeTurn = <T>(key: string, probe: () => Promise<T>) => Promise<T>;

/** Everything outside of pure code that a probe uses. */
export interface ProbeDependencies {
  /** Returns every IP of a host; rejects when it has none. */
  readonly resolve: (host: HostName) => Promise<readonly string[]>;
  /** What this host itself says of a name. */
  readonly ownWord: OwnWord;
  readonly dial: Dial;
  readonly clock: Clock;
  readonly decode: Decode;
  readonly concurrency: ConcurrencyLimit;
  readonly takeTurn: TakeTurn;
  readonly processes: ProcessMemory;
  readonly judge: JudgeChains;
  readonly names: NameMemory;
  readonly servers: ServerMemories;
  readonly sni: SniMemory;
  readonly refusedPaths: RefusedPaths;
}
