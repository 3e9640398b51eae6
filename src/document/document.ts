import {
  constructFromEvents,
  type Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type YAMLException,
} from 'js-yaml';
import { buildOutline, createPlacer, type Mark, type Outline, outlineAt } from './outline.js';
import type { Path, Place, Problem } from './problem.js';
import { unfitKey } from './unfit-key.js';

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

/** No config of ours is nested deeper, and kubeconfigs are flatter still. */
const maxDepth = 20;

/**
 * Reads one YAML 1.2 document (core schema; no aliases, merge keys, complex keys or duplicate keys). Never throws for any bytes. `file` is
 * used only in the problem.
 */
export function parseDocument(bytes: Uint8Array, file: string): ParsedDocument {
  const source = decode(bytes);
  if (source === undefined) return refuse(file, 'not UTF-8 text: a binary file, or another encoding');
  try {
    return read(source, file);
  } catch (error) {
    // js-yaml documents that it may also throw errors other than its own.
    const { reason = '', mark } = error as Partial<YAMLException>;
    return refuse(file, explain(reason), createPlacer(source)(mark?.position ?? 0));
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(file: string, message: string, place?: Place): ParsedDocument {
  return { ok: false, problem: { file, ...place, path: '', message } };
}

function read(source: string, file: string): ParsedDocument {
  const events = parseEvents(source, { maxDepth });
  const unfit = unfitKey(marks(events, source));
  if (unfit !== undefined) return refuse(file, unfit.message, createPlacer(source)(unfit.at ?? 0));
  const documents = constructFromEvents(events, { source, maxAliases: 0 });
  if (documents.length > 1) return refuse(file, `contains ${documents.length} YAML documents, expected one`);
  const value = documents[0] ?? undefined;
  if (value === undefined) return refuse(file, 'empty, or nothing but comments');
  return { ok: true, document: { value, ...locators(events, source) } };
}

/**
 * Creates the functions that find positions. The outline is built on the first call, because only callers that report a problem need it.
 */
function locators(events: readonly Event[], source: string): Pick<PlacedDocument, 'locate' | 'locateKey'> {
  let made: { readonly outline: Outline; readonly place: (offset: number) => Place } | undefined;
  const make = () => (made ??= { outline: buildOutline(marks(events, source)), place: createPlacer(source) });
  return {
    locate: (path) => make().place(outlineAt(make().outline, path).at),
    locateKey: (path) => {
      const { at, keyAt = at } = outlineAt(make().outline, path);
      return make().place(keyAt);
    },
  };
}

function* marks(events: readonly Event[], source: string): Generator<Mark, undefined> {
  for (const event of events) {
    const mark = markOf(event, source);
    if (mark !== undefined) yield mark;
  }
}

function markOf(event: Event, source: string): Mark | undefined {
  switch (event.type) {
    case EVENT_ID.SEQUENCE:
      return { kind: 'sequence', at: event.start };
    case EVENT_ID.MAPPING:
      return { kind: 'mapping', at: event.start };
    case EVENT_ID.SCALAR:
      return { kind: 'scalar', at: scalarStart(event), text: getScalarValue(source, event) };
    case EVENT_ID.ALIAS:
      return { kind: 'scalar', at: event.anchorStart - 1, text: '' };
    case EVENT_ID.POP:
      return { kind: 'end' };
    case EVENT_ID.DOCUMENT:
      return undefined;
  }
}

/**
 * Returns where a scalar begins: at its opening quote if it is quoted. A block scalar begins on a later line, so its position is undefined
 * and its key is shown instead.
 */
function scalarStart({ style, valueStart }: ScalarEvent): number | undefined {
  if (valueStart < 0 || style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return undefined;
  return style === SCALAR_STYLE.PLAIN ? valueStart : valueStart - 1;
}

/** Returns js-yaml's reason in plainer words, without the pieces of the file that it quotes: they may be secrets. */
function explain(reason: string): string {
  const plain = plainReasons.find(([pattern]) => pattern.test(reason));
  return plain?.[1] ?? ['not valid YAML', reason.replace(/ *(?:!<.*>|".*"|: .*)/gs, '')].filter(Boolean).join(': ');
}

const plainReasons: readonly (readonly [RegExp, string])[] = [
  [/^aliases exceeded/, 'aliases (*name) are not supported: write the value out'],
  [/^duplicated mapping key/, 'the same key appears twice'],
  [/^null byte|non-printable/, 'a control character: a binary file?'],
  [/^nesting exceeded/, `nested deeper than ${maxDepth} levels`],
];

/** Returns whether a YAML file has no content: only blanks, comments and document marks. */
export function isBlank(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').split('\n');
  return bytes.length <= 65_536 && lines.every((line) => /^(?:\s*|---\s*|\s*#.*)$/.test(line));
}
