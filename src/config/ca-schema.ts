import * as v from 'valibot';
import { mapping } from '../document/schema-parts.js';
import { note } from './key-note.js';
import { pathOf } from './value-schema.js';

/** Certificates of a CA: in a file, or in the configuration itself. */
export const caSchema = v.pipe(
  mapping({
    file: v.optional(
      v.pipe(
        pathOf('a file'),
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
