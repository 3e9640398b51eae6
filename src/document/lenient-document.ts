import { amended } from './amended.js';
import { decodeText } from './decode-text.js';
import { createLocators, faulty, type ParsedDocument, refuse } from './document.js';
import { firstDocument } from './first-document.js';
import { goValue } from './go-value.js';
import { type ParsedYaml, parseYaml, YamlFault } from './yaml.js';

/** js-yaml reads collections recursively. Extensions of tools are nested ten levels deep. */
const maxDepth = 100;

const nothing = { at: 0, keyAt: undefined, children: new Map() };

/**
 * Reads YAML as kubectl does, which takes more than our own configuration may have: doubled keys (the last one wins), aliases and merge keys
 * within bounds, the words of YAML 1.1, UTF-16 with a byte order mark; of several documents it takes the first. The value of a file without
 * any is null. Never throws for any bytes. `file` is used only in the problem.
 */
export function parseLenientDocument(bytes: Uint8Array, file: string): ParsedDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refuse(file, decoded.message);
  const source = firstDocument(decoded.source);
  try {
    const node = goValue(parseTolerantly(source).marks());
    return { ok: true, document: { value: node?.value ?? null, ...createLocators(() => node ?? nothing, source) } };
  } catch (error) {
    return faulty(error, source, file);
  }
}

/**
 * Returns the values of the documents of a YAML text, at most `most`, up to the first that cannot be read; of bytes that are no text, none.
 * Never throws.
 */
export function lenientValues(bytes: Uint8Array, most: number): readonly unknown[] {
  const decoded = decodeText(bytes);
  const values: unknown[] = [];
  for (let rest = decoded.ok ? decoded.source : ''; rest !== '' && values.length < most;) {
    const source = firstDocument(rest);
    const parsed = parseLenientDocument(Buffer.from(source), '');
    if (!parsed.ok) break;
    values.push(parsed.document.value);
    // What ends a document may be the end of the text.
    rest = source === '' ? '' : rest.slice(source.length);
  }
  return values;
}

/** Bounds of the work for a text that has to be read again and again. */
const maxAmendments = 200;
const maxCharacters = 16 * 1024 * 1024;

/** Throws the first fault where it, or one after it, cannot be amended. */
function parseTolerantly(source: string): ParsedYaml {
  let text = source;
  let first: YamlFault | undefined;
  for (let count = 0; ; count++) {
    try {
      return parseYaml(text, maxDepth);
    } catch (error) {
      if (!(error instanceof YamlFault)) throw error;
      first ??= error;
      const better = amended(text, error);
      if (better === undefined || better === text) throw first;
      if (count >= maxAmendments || count * text.length > maxCharacters) throw first;
      text = better;
    }
  }
}
