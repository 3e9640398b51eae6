import type { BaseIssue } from 'valibot';
import type { Document } from './document.js';
import { found } from './found.js';
import { nearest } from './nearest.js';
import { formatPath, type Path, type Problem, quote } from './problem.js';

/** Turns a schema's issue into a problem with its place. The message of an issue says what was expected (see `mapping`). */
export function issueProblem(issue: BaseIssue<unknown>, document: Document, file: string): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === 'never') return unknownKey(path, issue.message, document, file);
  if (issue.type === 'object_with_rest') return missingKey(path, document, file);
  const value = valueAt(document.value, path);
  const isKey = issue.path?.at(-1)?.origin === 'key';
  const expected = issue.message;
  const shown = isKey ? `the key ${quote(String(path.at(-1)))}` : found(value, path);
  const place = isKey ? document.locateKey(path) : document.locate(path);
  const message = `found ${shown}, expected ${expected}`;
  return { file, ...place, path: formatPath(path), found: shown, expected, message };
}

/** Reports an unknown key without its value, which may be anything, even a secret. */
function unknownKey(path: Path, known: string, document: Document, file: string): Problem {
  const key = String(path.at(-1));
  const meant = nearest(key, known.split(', '));
  const expected = meant === undefined ? `one of ${known}` : meant;
  const message = meant === undefined ? `unknown key, expected one of ${known}` : `unknown key, did you mean ${meant}?`;
  return { file, ...document.locateKey(path), path: formatPath(path), found: quote(key), expected, message };
}

function missingKey(path: Path, document: Document, file: string): Problem {
  const around = path.slice(0, -1);
  const key = String(path.at(-1));
  return {
    file,
    ...document.locate(around),
    path: formatPath(around),
    expected: key,
    message: `the key ${quote(key)} is missing`,
  };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}
