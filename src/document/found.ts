import { inspect } from 'node:util';
import { type Path, quote } from './problem.js';

/** Keys whose values are never shown. One is `users`, which has the hashes of passwords, or by mistake the passwords themselves. */
const secretKeys = /(?:pem|key|token|password|secret|data|users)$/i;
/** How an encoded key, token or certificate begins. */
const secretText = /-----BEGIN|^LS0tLS1/;

/** Describes the value at `path` in words that are safe for a log: no secrets, no control characters, one line. */
export function found(value: unknown, path: Path): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return mapping(Object.keys(value));
  const text = typeof value === 'string' ? value : inspect(value);
  if (isSecret(text, path)) return `a value of ${text.length} characters`;
  return typeof value === 'string' ? quote(withoutUser(text)) : `the ${typeof value} ${text}`;
}

function mapping(keys: readonly string[]): string {
  return keys.length === 0 ? 'an empty mapping' : `a mapping of ${keys.length}${keys.length === 1 ? ' key' : ' keys'}`;
}

function isSecret(text: string, path: Path): boolean {
  return secretText.test(text) || path.some((step) => typeof step === 'string' && secretKeys.test(step));
}

/** Hides user and password in `https://user:password@host` (RFC 3986 3.2.1). */
function withoutUser(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/).*@|^[^:]*:.*@/is, '$1…@');
}
