import * as v from 'valibot';
import { mapping } from '../document/schema-parts.js';
import { optionalKey } from './key.js';
import { pathOf } from './value-schema.js';

/** The certificates of a CA, in a file or in the configuration itself. */
export const caSchema = v.pipe(
  mapping({
    file: optionalKey(pathOf('a file'), {
      meaning:
        'A file with certificates, PEM or DER. It is read again when it changes, without a reload; see The CA file in docs/operation.md.',
      example: '/etc/kubernetes/pki/ca.crt',
      otherwise: 'pem',
    }),
    pem: optionalKey(v.pipe(v.string('PEM certificates'), v.nonEmpty('PEM certificates')), {
      meaning: 'The PEM certificates themselves.',
      example: '"-----BEGIN CERTIFICATE-----…"',
      otherwise: 'file',
    }),
  }),
  v.check(({ file, pem }) => (file === undefined) !== (pem === undefined), 'either file or pem'),
);
