import { type AnswerFault, MalformedAnswerError } from './malformed-answer.js';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Collects text up to a mark of line ends (CR LF), however the bytes are cut. The work is linear in the bytes. More than `most` bytes before the mark are refused
 * with `fault`, also while the mark has not come.
 */
export class TextUntil {
  readonly #mark: Buffer;
  readonly #most: number;
  readonly #fault: AnswerFault;
  /** What has come without the mark; empty as a rule. */
  #held = Buffer.alloc(0);
  #heldBytes = 0;
  /** The text before the mark, in latin1, once `take` has found it. */
  text = '';

  constructor(mark: string, most: number, fault: AnswerFault) {
    this.#mark = Buffer.from(mark);
    this.#most = most;
    this.#fault = fault;
  }

  /** Takes bytes from this place on. Returns the place after the mark; undefined: all was taken, and the mark has not come. */
  take(bytes: Buffer, at: number): number | undefined {
    if (this.#heldBytes > 0) return this.#takeMore(bytes, at);
    const end = bytes.indexOf(this.#mark, at);
    this.#check(end < 0 ? bytes.length - at - this.#mark.length : end - at);
    if (end < 0) {
      this.#hold(bytes, at, bytes.length);
      this.#checkLines(0);
      return undefined;
    }
    this.text = bytes.toString('latin1', at, end);
    return end + this.#mark.length;
  }

  /** The bytes that have come without the mark, up to `most` of them, in latin1. */
  begun(most: number): string {
    return this.#held.toString('latin1', 0, Math.min(most, this.#heldBytes));
  }

  #takeMore(bytes: Buffer, at: number): number | undefined {
    const before = this.#heldBytes;
    // No more than what could be refused is copied.
    this.#hold(bytes, at, Math.min(bytes.length, at + this.#most + this.#mark.length - before + 1));
    const from = Math.max(0, before - this.#mark.length + 1);
    const end = this.#held.subarray(0, this.#heldBytes).indexOf(this.#mark, from);
    this.#check(end < 0 ? this.#heldBytes - this.#mark.length : end);
    if (end < 0) {
      this.#checkLines(from);
      return undefined;
    }
    this.text = this.#held.toString('latin1', 0, end);
    this.#heldBytes = 0;
    return at + end + this.#mark.length - before;
  }

  #check(length: number): void {
    if (length > this.#most) throw new MalformedAnswerError(this.#fault);
  }

  /** A peer that ends its lines otherwise would never send the mark. */
  #checkLines(from: number): void {
    const held = this.#held.subarray(0, this.#heldBytes);
    for (let at = held.indexOf(lineFeed, from); at >= 0; at = held.indexOf(lineFeed, at + 1)) {
      if (held[at - 1] !== carriageReturn) throw new MalformedAnswerError('HPE_CR_EXPECTED');
    }
  }

  #hold(bytes: Buffer, from: number, to: number): void {
    const needed = this.#heldBytes + to - from;
    if (needed > this.#held.length) {
      const larger = Buffer.alloc(2 * needed);
      this.#held.copy(larger, 0, 0, this.#heldBytes);
      this.#held = larger;
    }
    bytes.copy(this.#held, this.#heldBytes, from, to);
    this.#heldBytes = needed;
  }
}
