import { type Reason, reasonNames, reasons } from '../../src/probe/reason.js';
import { words } from './words.js';

/** The reasons why probes fail, each followed by its meaning. */
export const reasonWords = words(Object.fromEntries(reasonNames.map((name) => [name, { text: spelled(name) }])));

function spelled(name: Reason): string {
  return `${name}: ${reasons[name].meaning}`;
}
