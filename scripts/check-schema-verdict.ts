import { nameRoles } from '../src/discovery/target.js';
import { notHereReasons, type Trust } from '../src/probe/report.js';
import { refusalReasons } from '../src/x509/go-refusal.js';
import { list, object, oneOf, ref, type Schema, text } from './json-schema.js';

const refusal = {
  reason: oneOf(Object.keys(refusalReasons), 'Why clients refuse it.'),
  message: text('What kubectl prints; cut after 2000 characters.'),
};
const until = {
  description: 'Until when clients accept it: the first end on the best path, the CA included.',
  ...ref('time'),
};
const certificates = (description: string): Schema => list(ref('certificate'), description);

/** What clients of the target's CA decide of the serving chain. */
export const trust = {
  description:
    "Whether kubectl and other Go clients that have the target's CA accept the chain, regardless of names and of the leaf's own dates.",
  oneOf: [
    object({
      state: { const: 'trusted' satisfies Trust['state'] },
      until,
      path: certificates('The best path, from the leaf to a certificate of the CA.'),
      anchors: certificates('The certificates of the CA to which a path leads.'),
      spare: certificates('Certificates that were served, and are on no path.'),
    }),
    object({ state: { const: 'untrusted' satisfies Trust['state'] }, ...refusal }),
    object({
      state: { const: 'unknown' satisfies Trust['state'], description: 'No CA is known, or nothing was served.' },
      'reason?': { ...refusal.reason, description: 'Only if clients refuse the chain whatever their CA.' },
      'message?': refusal.message,
    }),
  ],
};

/** What a client that connects to this name decides. */
export const name = object({
  name: text(),
  role: oneOf(nameRoles, "`client`: clients use it; `instance`: the instance's own address."),
  covered: {
    description: "Whether the certificate that the name is shown covers it, by Go's rules; null: it cannot be decoded.",
    type: ['boolean', 'null'],
  },
  accepted: {
    description:
      'Whether kubectl and other Go clients accept what they are shown; null: no CA is known, and nothing that they refuse in any case was seen.',
    type: ['boolean', 'null'],
  },
  'until?': { ...until, description: 'Only if it is accepted: until when.' },
  'reason?': { ...refusal.reason, description: 'Only if it is refused.' },
  'message?': refusal.message,
  'shown?': {
    description: 'The certificate that the name is shown, if it is not the serving one.',
    ...ref('certificate'),
  },
});

/** A name that cannot be judged at this address. */
export const nameNotHere = object({
  name: text(),
  role: oneOf(nameRoles),
  because: oneOf(notHereReasons, '`other_server`: a server of another CA answers it; else how its SNI is refused.'),
  'shown?': { description: 'The certificate of the other server.', ...ref('certificate') },
});
