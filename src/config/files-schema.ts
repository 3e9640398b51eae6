import * as v from 'valibot';
import { list, mapping } from '../document/schema-parts.js';
import { note } from './key-note.js';

const pathOrPattern = 'a path, or a pattern such as /etc/kubernetes/pki/*.crt';

/** A pattern that takes others back (`!…`) would have to stand beside them. */
const pattern = v.pipe(
  v.string(pathOrPattern),
  v.check((text) => /^[^!\0][^\0]{0,4095}$/.test(text), pathOrPattern),
);

export const filesSchema = list(
  mapping({
    paths: v.pipe(
      list(pattern, { least: 1, most: 256, of: 'paths' }),
      note({
        meaning:
          'Paths and patterns (`*`, `**`, `?`, `[…]`, `{…}`) of PEM, DER and kubeconfigs; hidden files only where the pattern has the dot. A file that cannot be read is told, and so is a pattern that leads to none.',
        example: '[/etc/kubernetes/pki/**/*.crt, /etc/kubernetes/*.conf]',
      }),
    ),
  }),
  { least: 0, most: 256, of: 'mappings with the key paths' },
);
