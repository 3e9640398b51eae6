import { dirname, resolve } from 'node:path';
import { createSecret } from '../net/secret.js';
import { decodeBase64 } from './base64.js';
import type { Source } from './cluster-access.js';
import type { Entry } from './kubeconfig-file.js';

/** Records what is wrong with a field. */
export type Complain = (field: string, message: string) => void;

/** Certificates and keys are far smaller. */
const maxDataCharacters = 1024 * 1024;

/** Reads a field that names a file, or else its contents in base64 in `FIELD-data`. Both at once are refused, as in kubectl. */
export function readFileOrData<Field extends string>(
  entry: Entry<{ readonly [K in Field | `${Field}-data`]?: string | null | undefined }>,
  field: Field,
  complain: Complain,
): Source | undefined {
  const path = entry.fields[field];
  const data = entry.fields[`${field}-data`];
  if (!data) return path ? fileSource(entry, field, path) : undefined;
  const text = data.length > maxDataCharacters ? undefined : decodeBase64(data)?.toString('latin1');
  if (path) complain(`${field}-data`, `found both ${field} and ${field}-data, expected only one of the two`);
  else if (text === undefined) complain(`${field}-data`, 'found something else, expected base64 of PEM');
  else return { kind: 'inline', text: createSecret(text), origin: entry.origin(`${field}-data`) };
  return undefined;
}

/** Returns the source of a file. A relative path counts from the kubeconfig's folder. */
export function fileSource(entry: Entry<unknown>, field: string, path: string): Source {
  return { kind: 'file', path: resolve(dirname(entry.file), path), origin: entry.origin(field) };
}
