import { type Reason, reasonNames, reasons } from '../../src/probe/reason.js';
import { refusalReasons } from '../../src/x509/go-refusal.js';
import { truncations } from '../../src/probe/truncation.js';
import { words } from './words.js';

/** The reasons why probes fail, each followed by its meaning. */
export const reasonWords = words(Object.fromEntries(reasonNames.map((name) => [name, { text: spelled(name) }])));

/** The reasons for which Go clients refuse a certificate, each followed by its meaning. */
export const refusalWords = words(
  Object.fromEntries(Object.entries(refusalReasons).map(([name, meaning]) => [name, { text: `${name}: ${meaning}` }])),
);

/** What can be cut off, each followed by its meaning. */
export const truncationWords = words(
  Object.fromEntries(Object.entries(truncations).map(([name, meaning]) => [name, { text: `${name}: ${meaning}` }])),
);

function spelled(name: Reason): string {
  return `${name}: ${reasons[name].meaning}`;
}
