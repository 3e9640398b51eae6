import { type Reason, reasonNames } from '../../src/probe/reason.js';

/** These have colours of their own; the others share them, with other lines. */
const usual: readonly Reason[] = [
  'connect_timeout',
  'refused',
  'dns',
  'tls_timeout',
  'http_status',
  'handshake',
  'unreachable',
  'http_timeout',
];

/** All reasons why probes fail, the usual ones first. */
export const reasonsByUse: readonly Reason[] = [...usual, ...reasonNames.filter((name) => !usual.includes(name))];
