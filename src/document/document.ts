import { decodeText } from './decode-text.js';
import { buildOutline, createPlacer, type Outline, outlineAt } from './outline.js';
import type { Path, Place, Problem } from './problem.js';
import { unfitKey } from './unfit-key.js';
import { mostMarks, tooManyMarks } from './yaml-work.js';
import { parseYaml, YamlFault } from './yaml.js';

/** A YAML document as plain values, with a way to find where each one is in the text. */
export interface Document {
  readonly value: unknown;
  /** The place of the value at `path`, or of the nearest one around it; undefined: the document was not read from a file. */
  readonly locate: (path: Path) => Place | undefined;
  /** The place of the key of the value at `path`, for a key that is itself wrong. */
  readonly locateKey: (path: Path) => Place | undefined;
}

/** A document that was read from a file: every value has a place. */
export interface PlacedDocument extends Document {
  readonly locate: (path: Path) => Place;
  readonly locateKey: (path: Path) => Place;
}

/** A document that the program itself makes: its values have no place. */
export function valueDocument(value: unknown): Document {
  return { value, locate: () => undefined, locateKey: () => undefined };
}

export type ParsedDocument = { readonly ok: true; readonly document: PlacedDocument } | Refused;

interface Refused {
  readonly ok: false;
  readonly problem: Problem;
}

/** No config of ours is nested deeper. */
const maxDepth = 20;

/**
 * Reads one YAML 1.2 document (core schema; no aliases, merge keys, complex keys or duplicate keys). Never throws for any bytes. `file` is
 * used only in the problem. `most`: how many lines and values it may have, which bounds the time.
 */
export function parseDocument(bytes: Uint8Array, file: string, most = mostMarks): ParsedDocument {
  const parsed = parseOutlined(bytes, most);
  if (!parsed.ok) return { ok: false, problem: { ...parsed.problem, file } };
  const { value, outline, source } = parsed;
  return { ok: true, document: { value, ...createLocators(() => outlineFinder(outline()), source) } };
}

/** A document with its outline, before anyone asks for a place. */
export type OutlinedDocument =
  | { readonly ok: true; readonly value: unknown; readonly outline: () => Outline; readonly source: string }
  | { readonly ok: false; readonly problem: Omit<Problem, 'file'> };

/** Does the work of parseDocument. */
export function parseOutlined(bytes: Uint8Array, most = mostMarks): OutlinedDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok || decoded.utf16) return refuse('', decoded.ok ? utf16 : decoded.message);
  const { source } = decoded;
  const tooMany = tooManyMarks(source, most);
  if (tooMany !== undefined) return refuse('', tooMany);
  try {
    return read(source);
  } catch (error) {
    return faulty(error, source, '');
  }
}

const utf16 = 'UTF-16 text, expected UTF-8: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8)';

/** Returns the problem of a YamlFault; throws anything else. */
export function faulty(error: unknown, source: string, file: string): Refused {
  if (!(error instanceof YamlFault)) throw error;
  return refuse(file, error.message, createPlacer(source)(error.at));
}

export function refuse(file: string, message: string, place?: Place): Refused {
  return { ok: false, problem: { file, ...place, path: '', message } };
}

function read(source: string): OutlinedDocument {
  const yaml = parseYaml(source, maxDepth);
  const unfit = unfitKey(yaml.marks());
  if (unfit !== undefined) return refuse('', unfit.message, createPlacer(source)(unfit.at ?? 0));
  const documents = yaml.construct();
  if (documents.length > 1) return refuse('', `contains ${documents.length} YAML documents, expected one`);
  const value = documents[0] ?? undefined;
  if (value === undefined) return refuse('', 'empty, or nothing but comments');
  return { ok: true, value, outline: () => buildOutline(yaml.marks()), source };
}

/** Finds the offsets of the value at a path, and of its key. */
export type FindOffsets = (path: Path) => Pick<Outline, 'at' | 'keyAt'>;

export function outlineFinder(outline: Outline): FindOffsets {
  return (path) => outlineAt(outline, path);
}

/**
 * Creates the functions that find positions. `finder` is called with the first question, because only callers that report a problem ask one.
 */
export function createLocators(
  finder: () => FindOffsets,
  source: string,
): Pick<PlacedDocument, 'locate' | 'locateKey'> {
  let made: { readonly find: FindOffsets; readonly place: (offset: number) => Place } | undefined;
  const make = () => (made ??= { find: finder(), place: createPlacer(source) });
  return {
    locate: (path) => make().place(make().find(path).at),
    locateKey: (path) => {
      const { at, keyAt = at } = make().find(path);
      return make().place(keyAt);
    },
  };
}

/** Returns whether a YAML file has no content: only blanks, comments and document marks. */
export function isBlank(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').split('\n');
  return bytes.length <= 65_536 && lines.every((line) => /^(?:\s*|---\s*|\s*#.*)$/.test(line));
}
