/** The fields of a request, by name. */
export type RequestHeaders = Readonly<Record<string, string>>;

const name = /^[\w!#$%&'*+.^`|~-]+$/;

/** No control characters, so that a value cannot become another field (RFC 9110 5.5). */
const value = /^[\t\x20-\x7e\x80-\xff]*$/;

const path = /^[\x21-\x7e]+$/;

/** Returns the fields of a GET, with the empty line after them. Throws ERR_INVALID_CHAR for what must not be sent, as Node does. */
export function requestFields(host: string, headers: RequestHeaders): string {
  const fields = Object.entries({ ...headers, Host: host });
  if (headers['Connection'] === undefined) fields.push(['Connection', 'keep-alive']);
  return `${fields.map(([name, value]) => fieldOf(name, value)).join('')}\r\n`;
}

function fieldOf(of: string, content: string): string {
  if (!name.test(of) || !value.test(content)) throw new UnsendableError('ERR_INVALID_CHAR');
  return `${of}: ${content}\r\n`;
}

/** Returns a GET, to be sent in latin1. Throws ERR_UNESCAPED_CHARACTERS, as Node does. */
export function getRequest(of: string, fields: string): string {
  if (!path.test(of)) throw new UnsendableError('ERR_UNESCAPED_CHARACTERS');
  return `GET ${of} HTTP/1.1\r\n${fields}`;
}

/** Its text has nothing of what was to be sent, which may be a credential. */
class UnsendableError extends Error {
  readonly code: 'ERR_INVALID_CHAR' | 'ERR_UNESCAPED_CHARACTERS';

  constructor(code: UnsendableError['code']) {
    super('a request that must not be sent');
    this.code = code;
  }
}
