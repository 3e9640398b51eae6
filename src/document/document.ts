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

export type ParsedDocument =
  { readonly ok: true; readonly document: PlacedDocument } | { readonly ok: false; readonly problem: Problem };

/** No config of ours is nested deeper. */
const maxDepth = 20;

/**
 * Reads one YAML 1.2 document (core schema; no aliases, merge keys, complex keys or duplicate keys). Never throws for any bytes. `file` is
 * used only in the problem. `most`: how many lines and values it may have, which bounds the time.
 */
export function parseDocument(bytes: Uint8Array, file: string, most = mostMarks): ParsedDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok || decoded.utf16) return refuse(file, decoded.ok ? utf16 : decoded.message);
  const { source } = decoded;
  const tooMany = tooManyMarks(source, most);
  if (tooMany !== undefined) return refuse(file, tooMany);
  try {
    return read(source, file);
  } catch (error) {
    return faulty(error, source, file);
  }
}

const utf16 = 'UTF-16 text, expected UTF-8: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8)';

/** Returns the problem of a YamlFault; throws anything else. */
export function faulty(error: unknown, source: string, file: string): ParsedDocument {
  if (!(error instanceof YamlFault)) throw error;
  return refuse(file, error.message, createPlacer(source)(error.at));
}

export function refuse(file: string, message: string, place?: Place): ParsedDocument {
  return { ok: false, problem: { file, ...place, path: '', message } };
}

function read(source: string, file: string): ParsedDocument {
  const yaml = parseYaml(source, maxDepth);
  const unfit = unfitKey(yaml.marks());
  if (unfit !== undefined) return refuse(file, unfit.message, createPlacer(source)(unfit.at ?? 0));
  const documents = yaml.construct();
  if (documents.length > 1) return refuse(file, `contains ${documents.length} YAML documents, expected one`);
  const value = documents[0] ?? undefined;
  if (value === undefined) return refuse(file, 'empty, or nothing but comments');
  return { ok: true, document: { value, ...createLocators(() => buildOutline(yaml.marks()), source) } };
}

/**
 * Creates the functions that find positions. The outline is built on the first call, because only callers that report a problem need it.
 */
export function createLocators(outline: () => Outline, source: string): Pick<PlacedDocument, 'locate' | 'locateKey'> {
  let made: { readonly outline: Outline; readonly place: (offset: number) => Place } | undefined;
  const make = () => (made ??= { outline: outline(), place: createPlacer(source) });
  return {
    locate: (path) => make().place(outlineAt(make().outline, path).at),
    locateKey: (path) => {
      const { at, keyAt = at } = outlineAt(make().outline, path);
      return make().place(keyAt);
    },
  };
}

/** Returns whether a YAML file has no content: only blanks, comments and document marks. */
export function isBlank(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').split('\n');
  return bytes.length <= 65_536 && lines.every((line) => /^(?:\s*|---\s*|\s*#.*)$/.test(line));
}
