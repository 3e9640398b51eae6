import * as v from 'valibot';
import { list, mapping } from '../document/schema-parts.js';
import { requiredKey } from './key.js';

const pathOrPattern = 'a path, or a pattern such as /etc/kubernetes/pki/*.crt';

/** Patterns that exclude others (`!…`) are refused, because they would depend on the other patterns. */
const pattern = v.pipe(
  v.string(pathOrPattern),
  v.check((text) => /^[^!\0][^\0]{0,4095}$/.test(text), pathOrPattern),
);

/** Patterns of files, as under `files`. */
export const filePatterns = list(pattern, { least: 1, most: 256, of: 'paths' });

export const filesSchema = list(
  mapping({
    paths: requiredKey(filePatterns, {
      meaning:
        'Paths and patterns (`*`, `**`, `?`, `[…]`, `{…}`). A pattern matches hidden files only if it contains the dot.',
      example: '[/etc/etcd/pki/**/*.crt, /var/lib/kubelet/pki/kubelet-server-current.pem]',
    }),
  }),
  { least: 0, most: 256, of: 'mappings with the key paths' },
);
