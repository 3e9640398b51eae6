import { fieldLine } from './answer-head.js';
import { MalformedAnswerError } from './malformed-answer.js';
import { TextUntil } from './text-until.js';

/** Bytes of all extensions of chunks together, and of all trailers: Node's own limits. */
const maxExtensionBytes = 16 * 1024;
const maxTrailerBytes = 16 * 1024;

/** So many digits are no more than a double can count. */
const sizeLine = /^0{0,16}([\da-f]{1,12})(?:;[\t\x20-\x7e\x80-\xff]*)?$/i;

/** A body in chunks (RFC 9112 7.1). What stands in extensions and trailers is not used. */
export class ChunkedBody {
  readonly #pass: (piece: Buffer) => void;
  #state: 'size' | 'data' | 'end of data' | 'trailer' = 'size';
  #line = sizeText(maxExtensionBytes);
  #extensionBytes = 0;
  #trailerBytes = 0;
  /** Bytes of the chunk that are still to come. */
  #left = 0;
  isDone = false;

  constructor(pass: (piece: Buffer) => void) {
    this.#pass = pass;
  }

  /** Takes bytes from this place on, and returns the place up to which it has taken them. Throws a MalformedAnswerError. */
  take(bytes: Buffer, from: number): number {
    let at = from;
    while (at < bytes.length && !this.isDone) {
      at = this.#state === 'data' ? this.#takeData(bytes, at) : this.#takeLine(bytes, at);
    }
    return at;
  }

  #takeData(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#left);
    this.#pass(bytes.subarray(at, end));
    this.#left -= end - at;
    if (this.#left === 0) {
      this.#state = 'end of data';
      this.#line = new TextUntil('\r\n', 0, 'HPE_INVALID_CHUNK_SIZE');
    }
    return end;
  }

  #takeLine(bytes: Buffer, at: number): number {
    const next = this.#line.take(bytes, at);
    if (next === undefined) return bytes.length;
    const { text } = this.#line;
    if (this.#state === 'size') this.#begin(text);
    else if (this.#state === 'trailer') this.#takeTrailer(text);
    else {
      this.#state = 'size';
      this.#line = sizeText(maxExtensionBytes - this.#extensionBytes);
    }
    return next;
  }

  #begin(text: string): void {
    const [whole = '', digits] = sizeLine.exec(text) ?? [];
    if (digits === undefined) throw new MalformedAnswerError('HPE_INVALID_CHUNK_SIZE');
    this.#left = parseInt(digits, 16);
    this.#extensionBytes += Math.max(0, whole.length - maxDigits);
    this.#state = this.#left === 0 ? 'trailer' : 'data';
    if (this.#left === 0) this.#line = trailerText(maxTrailerBytes);
  }

  #takeTrailer(text: string): void {
    if (text === '') this.isDone = true;
    else if (!fieldLine.test(text)) throw new MalformedAnswerError('HPE_INVALID_HEADER_TOKEN');
    this.#trailerBytes += text.length + 2;
    this.#line = trailerText(maxTrailerBytes - this.#trailerBytes);
  }
}

/** Digits of a size, leading zeros included. */
const maxDigits = 28;

function sizeText(extensionBytes: number): TextUntil {
  return new TextUntil('\r\n', extensionBytes + maxDigits, 'HPE_CHUNK_EXTENSIONS_OVERFLOW');
}

function trailerText(bytes: number): TextUntil {
  return new TextUntil('\r\n', bytes, 'HPE_HEADER_OVERFLOW');
}
