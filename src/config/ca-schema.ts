import * as v from 'valibot';
import { note } from './key-note.js';
import { mapping } from './mapping.js';

export const caSchema = v.pipe(
  mapping({
    file: v.optional(
      v.pipe(
        v.string('the path of a file'),
        v.nonEmpty('the path of a file'),
        note({ meaning: 'A file with PEM certificates.', example: '/etc/kubernetes/pki/ca.crt' }),
      ),
    ),
    pem: v.optional(
      v.pipe(
        v.string('PEM certificates'),
        note({ meaning: 'The PEM certificates themselves.', example: '"-----BEGIN CERTIFICATE-----…"' }),
      ),
    ),
  }),
  v.check(({ file, pem }) => (file === undefined) !== (pem === undefined), 'either file or pem'),
);
