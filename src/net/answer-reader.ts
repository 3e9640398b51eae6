import { type AnswerHead, parseAnswerHead } from './answer-head.js';
import { ChunkedBody } from './chunked-body.js';
import { MalformedAnswerError } from './malformed-answer.js';
import { TextUntil } from './text-until.js';

/** What is reported of an answer while it is read. */
export interface AnswerEvents {
  readonly onHead: (head: AnswerHead) => void;
  /** A part of the body, in the memory of what has arrived. */
  readonly onPiece: (piece: Buffer) => void;
  readonly onEnd: () => void;
}

/** Bytes of the head of an answer: Node's own limit. */
const maxHeadBytes = 16 * 1024;

/** Answers with 1xx before the one that counts. An API server sends none. */
const mostInformation = 10;

/** What every answer begins with. */
const beginning = 'HTTP/1.';

/** Pieces of a body that may be short. Go's servers send 2 KB and more at once. */
const shortPieces = 1000;

/** Bytes that the others have on average. */
const usualPiece = 64;

/**
 * Reads one answer to a GET from the bytes of a connection (RFC 9112), however they are cut. Linear in the bytes, and it refuses what would cost
 * a hundred times what its bytes do: many answers with 1xx, and a body in pieces of a few bytes. Pure: it knows no socket and no time.
 */
export class AnswerReader {
  readonly #events: AnswerEvents;
  #head: TextUntil | undefined = headText();
  #body: ChunkedBody | undefined;
  /** Bytes of the body that are still to come. */
  #left = 0;
  #information = 0;
  #pieces = 0;
  #bytes = 0;
  isDone = false;

  constructor(events: AnswerEvents) {
    this.#events = events;
  }

  /** Returns how many of the bytes belong to the answer. Throws a MalformedAnswerError. */
  take(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length && !this.isDone) {
      at = this.#head === undefined ? this.#takeBody(bytes, at) : this.#takeHead(this.#head, bytes, at);
    }
    return at;
  }

  /** The connection has ended. Returns whether the answer is whole. */
  end(): boolean {
    if (this.#left === Infinity) this.#finish();
    return this.isDone;
  }

  #takeHead(text: TextUntil, bytes: Buffer, at: number): number {
    const next = text.take(bytes, at);
    if (next === undefined) {
      // A server that speaks another protocol may wait for us now.
      if (!beginning.startsWith(text.begun(beginning.length))) throw new MalformedAnswerError('HPE_INVALID_CONSTANT');
      return bytes.length;
    }
    const head = parseAnswerHead(text.text);
    if (head.status < 200) this.#inform(head.status);
    else this.#begin(head);
    return next;
  }

  #inform(status: number): void {
    this.#information += 1;
    // After 101, another protocol is spoken, for which nobody has asked.
    if (status === 101 || this.#information > mostInformation) throw new MalformedAnswerError('HPE_USER');
  }

  #begin(head: AnswerHead): void {
    this.#head = undefined;
    this.#events.onHead(head);
    if (head.bodyEnd === 'last chunk') this.#body = new ChunkedBody((piece) => this.#pass(piece));
    else this.#left = head.bodyEnd === 'close' ? Infinity : head.bodyEnd;
    if (head.bodyEnd === 0) this.#finish();
  }

  #takeBody(bytes: Buffer, at: number): number {
    if (this.#body === undefined) {
      const end = Math.min(bytes.length, at + this.#left);
      this.#pass(bytes.subarray(at, end));
      this.#left -= end - at;
      if (this.#left === 0) this.#finish();
      return end;
    }
    const next = this.#body.take(bytes, at);
    if (this.#body.isDone) this.#finish();
    return next;
  }

  #pass(piece: Buffer): void {
    this.#pieces += 1;
    this.#bytes += piece.length;
    if (this.#pieces > shortPieces + this.#bytes / usualPiece) throw new MalformedAnswerError('HPE_USER');
    this.#events.onPiece(piece);
  }

  #finish(): void {
    this.isDone = true;
    this.#left = 0;
    this.#events.onEnd();
  }
}

function headText(): TextUntil {
  return new TextUntil('\r\n\r\n', maxHeadBytes, 'HPE_HEADER_OVERFLOW');
}
