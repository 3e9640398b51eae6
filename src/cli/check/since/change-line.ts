import { briefList } from './brief.js';
import type { Change } from './change.js';

/** A change in one line: `10.225.4.51:6443: process restarted: …`. `targets`: whether to name the target. It has text of certificates. */
export function changeLine({ target, addresses, files, text }: Change, targets: boolean): string {
  const place = briefList([...addresses, ...files]);
  const name = targets && target !== undefined ? briefList([target]) : '';
  return [[name, place].filter((part) => part !== '').join(' '), text].filter((part) => part !== '').join(': ');
}
