import { YamlFault } from './yaml.js';

/** The value of a scalar. */
export type GoScalar = string | number | boolean | null;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...everyCase('y', 'yes', 'true', 'on').map((word) => [word, true] as const),
  ...everyCase('n', 'no', 'false', 'off').map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

function everyCase(...all: readonly string[]): readonly string[] {
  return all.flatMap((word) => [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase()]);
}

const integer = /^[-+]?(?:0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9]\d*)$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * Returns the value of a plain scalar as go-yaml v2 has it (resolve.go), which reads YAML 1.1: `yes`, `on` and `y` are true, `017` and
 * `1_000` are numbers. Numbers beyond 64 bits, which are floats there, are numbers here as well.
 */
export function goScalar(text: string, at: number): GoScalar {
  const word = words.get(text);
  if (word !== undefined) return word;
  // Only these characters begin a number.
  if (!/^[-+.\d]/.test(text)) return text;
  if (notFinite.test(text)) throw new YamlFault('a number that JSON does not have, expected text in quotes', at);
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  return integer.test(plain) || float.test(plain) ? numberOf(plain) : text;
}

function numberOf(plain: string): number {
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '').toLowerCase();
  return sign * Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
}
