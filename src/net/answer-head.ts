import { MalformedAnswerError } from './malformed-answer.js';

/** Where a body ends: after so many bytes, with its last chunk, or with the connection. */
export type BodyEnd = number | 'last chunk' | 'close';

/** What matters of a status line and the fields below it. */
export interface AnswerHead {
  readonly status: number;
  readonly bodyEnd: BodyEnd;
  /** Whether the connection can be used for another request. */
  readonly keepsOpen: boolean;
  readonly date: string | undefined;
  readonly age: string | undefined;
}

const statusLine = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;

/** A field as RFC 9110 5.1 and 5.5 have it, on one line: a name is a token, a value has no control characters. */
export const fieldLine = /^[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e\x80-\xff]*$/;

const length = /^[\t ]*(\d{1,15})[\t ]*$/;

const chunked = /^[\t ]*chunked[\t ]*$/i;

const closes = /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i;

const keepsAlive = /(?:^|,)[\t ]*keep-alive[\t ]*(?:,|$)/i;

/** RFC 9110 15.3.5 and 15.4.5: no content, and not modified. */
const withoutBody: ReadonlySet<number> = new Set([204, 304]);

/**
 * Parses the head of an answer to a GET, without the empty line at its end (RFC 9112). It is strict where two readers could differ on where the
 * body ends (RFC 9112 6.3): one length at most, and never beside Transfer-Encoding, of which it knows `chunked` alone. Throws a
 * MalformedAnswerError.
 */
export function parseAnswerHead(text: string): AnswerHead {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, digits] = statusLine.exec(first) ?? [];
  if (digits === undefined) throw new MalformedAnswerError('HPE_INVALID_CONSTANT');
  const fields = fieldsIn(lines);
  const status = Number(digits);
  const connection = fields.get('connection')?.join() ?? '';
  const bodyEnd = bodyEndOf(status, fields);
  const staysOpen = minor === '1' ? !closes.test(connection) : keepsAlive.test(connection);
  return {
    status,
    bodyEnd,
    keepsOpen: staysOpen && bodyEnd !== 'close',
    date: fields.get('date')?.join().trim(),
    age: fields.get('age')?.join().trim(),
  };
}

type Fields = ReadonlyMap<string, readonly string[]>;

const wanted: ReadonlySet<string> = new Set(['age', 'connection', 'content-length', 'date', 'transfer-encoding']);

/** Returns the values of the fields that matter, by name in small letters. */
function fieldsIn(lines: readonly string[]): Fields {
  const fields = new Map<string, string[]>();
  for (const line of lines) {
    if (!fieldLine.test(line)) throw new MalformedAnswerError('HPE_INVALID_HEADER_TOKEN');
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (!wanted.has(name)) continue;
    const value = line.slice(colon + 1);
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}

function bodyEndOf(status: number, fields: Fields): BodyEnd {
  const codings = fields.get('transfer-encoding');
  const lengths = fields.get('content-length');
  if (codings && (lengths || codings.length > 1 || !chunked.test(codings[0] ?? ''))) {
    throw new MalformedAnswerError('HPE_INVALID_TRANSFER_ENCODING');
  }
  const bytes = lengths && lengthIn(lengths);
  if (status < 200 || withoutBody.has(status)) return 0;
  return codings ? 'last chunk' : (bytes ?? 'close');
}

function lengthIn(values: readonly string[]): number {
  const [, digits] = length.exec(values[0] ?? '') ?? [];
  if (digits === undefined || values.length > 1) throw new MalformedAnswerError('HPE_INVALID_CONTENT_LENGTH');
  return Number(digits);
}
