import type { Document } from '../document/document.js';
import type { Problem } from '../document/problem.js';
import { kindOf } from './kind-of.js';

const secretHint =
  ": if it is a Secret, take out the kubeconfig that it holds, such as by kubectl get secret NAME -o jsonpath='{.data.value}' | base64 -d";

/** What the format demands of these keys, where they are there at all. */
const expected = { apiVersion: 'v1', kind: 'Config' } as const;

/**
 * Returns the problem of a document that says to be something else than a kubeconfig. As in kubectl, letters count the same in upper and
 * lower case for these two keys (apimachinery's SimpleMetaFactory uses encoding/json), and the last key in alphabetical order decides.
 */
export function otherKind({ value, locate }: Document, file: string): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of ['apiVersion', 'kind'] as const) {
    const written = Object.keys(fields)
      .sort()
      .findLast((one) => one.toLowerCase() === key.toLowerCase() && fields[one] !== null);
    const found = written === undefined ? '' : fields[written];
    if (written === undefined || found === '' || found === expected[key]) continue;
    const message = `found ${shownKind(found)}, expected ${expected[key]}${hintFor(found)}`;
    return { file, ...locate([written]), path: written, message };
  }
  return undefined;
}

function hintFor(found: unknown): string {
  return found === 'Secret' || found === 'List' || found === 'SecretList' ? secretHint : '';
}

/** Shows what has the form of a kind, such as Secret, and hides everything else. */
function shownKind(found: unknown): string {
  return typeof found === 'string' && /^[A-Z][A-Za-z]{1,30}$/.test(found) ? found : kindOf(found);
}
