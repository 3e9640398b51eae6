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
import type { Mark } from './outline.js';

/** The syntax of a YAML text. The values are made of it by `construct`, or by a caller of the marks. */
export interface ParsedYaml {
  /**
   * The marks of every document, one after the other. `written`: the text before places of it were changed, from which quoted scalars take their
   * values; the offsets of both are the same. The text that was parsed when left out.
   */
  readonly marks: (written?: string) => Generator<Mark, undefined>;
  /** Returns the values of each document (YAML 1.2, core schema; no aliases, merge keys or duplicate keys). Throws a YamlFault. */
  readonly construct: () => readonly unknown[];
}

/** What is wrong with a YAML text. The message shows no piece of the text, which may be a secret. */
export class YamlFault extends Error {
  /** `at`: the offset, in UTF-16 units. `kind`: what other parsers may allow. */
  constructor(
    message: string,
    readonly at: number,
    readonly kind?: 'indentation' | 'trailing',
  ) {
    super(message);
  }
}

/** Reads the syntax of a YAML text that is nested at most `maxDepth` levels deep. Throws a YamlFault, and nothing else. */
export function parseYaml(source: string, maxDepth: number): ParsedYaml {
  const events = explaining(maxDepth, () => parseEvents(source, { maxDepth }));
  return {
    marks: (written = source) => marks(events, source, written),
    construct: () => explaining(maxDepth, () => constructFromEvents(events, { source, maxAliases: 0 })),
  };
}

function explaining<T>(maxDepth: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // js-yaml documents that it may also throw errors other than its own.
    const { reason = '', mark } = error as Partial<YAMLException>;
    throw new YamlFault(explain(reason, maxDepth), mark?.position ?? 0, kindOf(reason));
  }
}

function* marks(events: readonly Event[], source: string, written: string): Generator<Mark, undefined> {
  for (const event of events) {
    const mark = markOf(event, source, written);
    if (mark !== undefined) yield mark;
  }
}

function markOf(event: Event, source: string, written: string): Mark | undefined {
  switch (event.type) {
    case EVENT_ID.SEQUENCE:
      return { kind: 'sequence', at: event.start, ...properties(event, source) };
    case EVENT_ID.MAPPING:
      return { kind: 'mapping', at: event.start, ...properties(event, source) };
    case EVENT_ID.SCALAR:
      return {
        kind: 'scalar',
        at: scalarStart(event),
        text: scalarText(event, source, written),
        plain: event.style === SCALAR_STYLE.PLAIN,
        ...properties(event, source),
      };
    case EVENT_ID.ALIAS:
      return {
        kind: 'scalar',
        at: event.anchorStart - 1,
        text: '',
        alias: source.slice(event.anchorStart, event.anchorEnd),
      };
    case EVENT_ID.POP:
      return { kind: 'end' };
    case EVENT_ID.DOCUMENT:
      return undefined;
  }
}

/** js-yaml takes what is `fast` as it stands. As it was written, it may go on in a further line. */
function scalarText(event: ScalarEvent, source: string, written: string): string {
  const isSame = event.style === SCALAR_STYLE.PLAIN || written === source;
  return isSame ? getScalarValue(source, event) : getScalarValue(written, { ...event, fast: false });
}

type Properties = Pick<Exclude<Event, { type: 1 | 5 | 6 }>, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>;

/** Returns anchor and tag, as they are written; where there is none, the key is absent. */
function properties({ anchorStart, anchorEnd, tagStart, tagEnd }: Properties, source: string) {
  return {
    ...(anchorStart < 0 ? {} : { anchor: source.slice(anchorStart, anchorEnd) }),
    ...(tagStart < 0 ? {} : { tag: source.slice(tagStart, tagEnd) }),
  };
}

/**
 * Returns where a scalar begins: at its opening quote if it is quoted. A block scalar begins on a later line, so its position is undefined
 * and its key is shown instead.
 */
function scalarStart({ style, valueStart }: ScalarEvent): number | undefined {
  if (valueStart < 0 || style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) return undefined;
  return style === SCALAR_STYLE.PLAIN ? valueStart : valueStart - 1;
}

function kindOf(reason: string): YamlFault['kind'] {
  if (reason === 'deficient indentation') return 'indentation';
  return reason.startsWith('end of the stream or a document separator') ? 'trailing' : undefined;
}

/** What js-yaml quotes of a file. What has no end goes up to the end. */
const quoted = /(?<! ) *(?:!<(?:.*>|.*)|"(?:.*"|.*)|: .*)/gs;

/** Returns js-yaml's reason in plainer words, without the pieces of the file that it quotes: they may be secrets. */
function explain(reason: string, maxDepth: number): string {
  if (reason.startsWith('nesting exceeded')) return `nested deeper than ${maxDepth} levels`;
  const plain = plainReasons.find(([pattern]) => pattern.test(reason));
  return plain?.[1] ?? ['not valid YAML', reason.replace(quoted, '')].filter(Boolean).join(': ');
}

const plainReasons: readonly (readonly [RegExp, string])[] = [
  [/^aliases exceeded/, 'aliases (*name) are not supported: write the value out'],
  [/^duplicated mapping key/, 'the same key appears twice'],
  [/^null byte|non-printable/, 'a control character: a binary file?'],
];
