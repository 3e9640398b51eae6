import fc from 'fast-check';
import { added, lines, values } from './kubeconfig-pieces.js';

type Edit = (text: readonly string[]) => readonly string[];

const at = fc.nat(lines.length - 1);
const spliced = (from: number, count: number, ...more: readonly string[]): Edit => {
  return (text) => text.toSpliced(from, count, ...more);
};
const edited = (from: number, edit: (line: string) => string): Edit => {
  return (text) => text.map((line, index) => (index === from ? edit(line) : line));
};

/** One change of some lines. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(at, fc.constantFrom(...added)).map(([from, line]) => spliced(from, 0, line)),
  fc.constantFrom(...added).map((line) => (text: readonly string[]) => [...text, line]),
  fc
    .tuple(at, fc.constantFrom(...values))
    .map(([from, value]) => edited(from, (line) => line.replace(/:.*$/, `: ${value}`))),
  at.map((from) => spliced(from, 1)),
  fc.tuple(at, at).map(
    ([from, to]): Edit =>
      (text) =>
        text.toSpliced(to, 0, text[from] ?? ''),
  ),
  fc
    .tuple(at, fc.constantFrom(' ', '  ', '\t', '- ', '? ', '#', '"', '&x ', '!!str '))
    .map(([from, before]) => edited(from, (line) => before + line)),
  at.map((from) => edited(from, (line) => line.replace(/^ {1,2}/, ''))),
  fc
    .tuple(at, fc.constantFrom(' ', '\t', ' # c', '\r', ' &x', ' *x', ':', ',', ' \t# c'))
    .map(([from, after]) => edited(from, (line) => line + after)),
  at.map((from) => edited(from, (line) => line.replace(': ', ':\t'))),
  at.map((from) => edited(from, (line) => line.replace(': ', ':'))),
  at.map((from) => edited(from, (line) => line.replace(/: (.+)$/, ': &x $1'))),
  at.map((from) => edited(from, (line) => line.replace(/[a-z]/, (letter) => letter.toUpperCase()))),
  at.map((from) => edited(from, (line) => line.replace(/- name: (\w+)/, '- {name: $1, user: {token: flow}}'))),
);

/** How a text becomes bytes. */
const encodings: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  (text) => Buffer.from(text.replaceAll('\n', '\r')),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
];

const yaml = fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => {
  return `${edits.reduce<readonly string[]>((text, change) => change(text), lines).join('\n')}\n`;
});

/** JSON with changes of single characters, doubled keys and tabs. */
const json = fc
  .tuple(
    fc.constantFrom('  ', '\t', ''),
    fc.constantFrom(
      '"current-context": "edge"',
      '"kind": null',
      '"users": 5',
      '"a": NaN',
      '"clusters": []',
      '"a": "\\u00e9\\/"',
    ),
    fc.constantFrom('}', ',}', '}\n', '}}', ''),
  )
  .map(([indent, member, end]) => {
    const value = {
      'current-context': 'a',
      clusters: [{ name: 'a', cluster: { server: 'https://a' } }],
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      users: [{ name: 'a', user: { token: 'a' } }],
    };
    return JSON.stringify(value, undefined, indent).replace(/\s*\}$/, `,${member}${end}`);
  });

/** Kubeconfigs as they are found, whole and broken. */
export const kubeconfigMutant: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: yaml }, { weight: 1, arbitrary: json }), fc.constantFrom(...encodings))
  .map(([text, encode]) => encode(text));
