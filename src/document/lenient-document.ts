import { amended } from './amended.js';
import { decodeText } from './decode-text.js';
import { createLocators, faulty, outlineFinder, type ParsedDocument, refuse } from './document.js';
import { firstDocument } from './first-document.js';
import { goValue } from './go-value.js';
import { type ParsedYaml, parseYaml, YamlFault } from './yaml.js';
import { patientWork, tooManyMarks, type YamlWork } from './yaml-work.js';

/** js-yaml reads collections recursively. Extensions of tools are nested ten levels deep. */
const maxDepth = 100;

const nothing = { at: 0, keyAt: undefined, children: new Map() };

/**
 * Reads YAML as kubectl does, which takes more than our own configuration may have: doubled keys (the last one wins), aliases and merge keys
 * within bounds, the words of YAML 1.1, UTF-16 with a byte order mark; of several documents it takes the first. The value of a file without
 * any is null. Never throws for any bytes, but what `work` throws. `file` is used only in the problem.
 */
export function parseLenientDocument(bytes: Uint8Array, file: string, work: YamlWork = patientWork()): ParsedDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refuse(file, decoded.message);
  // A lone CR breaks a line (YAML 1.1, 4.1.4). What amends lines goes by LF. All offsets stay.
  const source = firstDocument(decoded.source).replace(/\r(?!\n)/g, '\n');
  const tooMany = tooManyMarks(source);
  if (tooMany !== undefined) return refuse(file, tooMany);
  try {
    const node = goValue(parseTolerantly(source, work).marks(source));
    return {
      ok: true,
      document: { value: node?.value ?? null, ...createLocators(() => outlineFinder(node ?? nothing), source) },
    };
  } catch (error) {
    return faulty(error, source, file);
  }
}

/**
 * Returns the values of the documents of a YAML text, at most `most`, up to the first that cannot be read; of bytes that are no text, none.
 * Never throws, but what `work` throws.
 */
export function lenientValues(bytes: Uint8Array, most: number, work: YamlWork = patientWork()): readonly unknown[] {
  const decoded = decodeText(bytes);
  const values: unknown[] = [];
  for (let rest = decoded.ok ? decoded.source : ''; rest !== '' && values.length < most;) {
    const source = firstDocument(rest);
    const parsed = parseLenientDocument(Buffer.from(source), '', work);
    if (!parsed.ok) break;
    values.push(parsed.document.value);
    // What ends a document may be the end of the text.
    rest = source === '' ? '' : rest.slice(source.length);
  }
  return values;
}

/** Bounds the work for a text that has to be read again and again, beside its characters. */
const maxAmendments = 200;

/** Throws the first fault where it, or one after it, cannot be amended. */
function parseTolerantly(source: string, work: YamlWork): ParsedYaml {
  let text = source;
  let first: YamlFault | undefined;
  for (let count = 0; ; count++) {
    if (!work.mayRead(text.length) && first !== undefined) throw first;
    try {
      return parseYaml(text, maxDepth);
    } catch (error) {
      if (!(error instanceof YamlFault)) throw error;
      first ??= error;
      const better = amended(text, error);
      if (better === undefined || better === text) throw first;
      if (count >= maxAmendments) throw first;
      text = better;
    }
  }
}
