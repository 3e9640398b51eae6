import * as v from 'valibot';
import { mapping } from '../document/schema-parts.js';
import { optionalKey } from './key.js';
import { pathOf } from './value-schema.js';

/** Where the certificates of a CA are. */
export type CaSource =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'pem'; readonly text: string };

/** The certificates of a CA, in a file or in the configuration itself. */
export const caSchema = v.pipe(
  mapping({
    file: optionalKey(pathOf('a file'), {
      meaning: 'A file with certificates, PEM or DER.',
      example: '/etc/kubernetes/pki/ca.crt',
      otherwise: 'pem',
    }),
    pem: optionalKey(v.string('PEM certificates'), {
      meaning: 'The PEM certificates themselves.',
      example: '"-----BEGIN CERTIFICATE-----…"',
      otherwise: 'file',
    }),
  }),
  v.check(({ file, pem }) => (file === undefined) !== (pem === undefined), 'either file or pem'),
  v.transform(({ file, pem = '' }): CaSource =>
    file === undefined ? { kind: 'pem', text: pem } : { kind: 'file', path: file },
  ),
);
