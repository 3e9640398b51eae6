import type { Target } from '../discovery/target.js';

/** How often an address is probed, to see which servers are behind it. */
interface Repetition {
  readonly least: number;
  readonly most: number;
}

/** So many probes before one server is taken for the only one. */
const leastProbes = 8;

/** So many probes for each of several servers: of three that take turns by chance, one is missed in 0.04 % of all checks. */
const probesForEachServer = 12;

/** `auto`: until no further server answers. 64 is the most that can be configured. */
export function repetitionOf({ loopbackLooks: probes }: Pick<Target, 'loopbackLooks'>): Repetition {
  return probes === 'auto' ? { least: leastProbes, most: 64 } : { least: probes, most: probes };
}

/** So many handshakes run at once. */
const atOnce = 8;

export interface Asking<Answer> {
  /** What the first probe was answered. */
  readonly first: Answer;
  readonly ask: () => Promise<Answer>;
  /** Tells different servers apart. Undefined: the answer says nothing of the server. */
  readonly keyOf: (answer: Answer) => string | undefined;
  /** Whether no further probe may begin. */
  readonly isLate: () => boolean;
}

/** Asks again as often as the repetition says, and returns all answers, the first one included. */
export async function askRepeatedly<Answer>(
  { first, ask, keyOf, isLate }: Asking<Answer>,
  { least, most }: Repetition,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [first];
  const servers = new Set([keyOf(first)]);
  let begun = 1;
  const isEnough = (): boolean =>
    begun >= most ||
    isLate() ||
    (begun >= least && (servers.size === 1 || begun >= servers.size * probesForEachServer));
  const askOn = async (): Promise<void> => {
    while (!isEnough()) {
      begun += 1;
      const answer = await ask();
      answers.push(answer);
      servers.add(keyOf(answer));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, most - 1) }, askOn));
  return answers;
}
