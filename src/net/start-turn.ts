import { ownTurn } from './own-turn.js';

/** To begin a probe takes up to a tenth of a millisecond. */
const startsPerTurn = 200;

interface Group {
  started: number;
  /** Undefined: they begin in the turn in which they ask. */
  readonly turn: Promise<void> | undefined;
}

let current: Group = { started: 0, turn: undefined };

/**
 * Returns when a probe may begin; undefined: at once. A scrape begins all its probes in one turn of the event loop: of thousands, only some hundred
 * begin in each, so that requests are answered between them. There is one event loop in a process, so there is one queue.
 */
export function startTurn(): Promise<void> | undefined {
  if (current.started === startsPerTurn) current = { started: 0, turn: ownTurn() };
  const group = current;
  if (group.started === 0) void forgetAfter(group);
  group.started += 1;
  return group.turn;
}

/** What begins in a later turn begins a group of its own. */
async function forgetAfter(group: Group): Promise<void> {
  await (group.turn ?? ownTurn());
  if (current === group) current = { started: 0, turn: undefined };
}
