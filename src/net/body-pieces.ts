/** What a body's reader may leave unread before nothing more is read from the connection, in bytes. */
const maxHeldBytes = 64 * 1024;

export interface FlowControl {
  readonly pause: () => void;
  readonly resume: () => void;
}

/** The pieces of a body between the connection, which puts them here, and the one reader, who takes them with `for await`. */
export class BodyPieces implements AsyncIterableIterator<Buffer> {
  readonly #flow: FlowControl;
  readonly #pieces: Buffer[] = [];
  #heldBytes = 0;
  #isPaused = false;
  #isEnded = false;
  #error: Error | undefined;
  /** Present while the reader waits. */
  #wake: (() => void) | undefined;

  constructor(flow: FlowControl) {
    this.#flow = flow;
  }

  put(piece: Buffer): void {
    if (this.#isEnded) return;
    this.#pieces.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes > maxHeldBytes && !this.#isPaused) {
      this.#isPaused = true;
      this.#flow.pause();
    }
    this.#wake?.();
  }

  /** Nothing follows. With an error, the reader gets it in place of what it has not taken. */
  end(error?: Error): void {
    if (error) this.#pieces.length = 0;
    this.#error ??= error;
    this.#isEnded = true;
    this.#wake?.();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Buffer, undefined>> {
    while (this.#pieces.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
    const value = this.#pieces.shift();
    if (value !== undefined) {
      this.#heldBytes -= value.length;
      if (this.#isPaused && this.#pieces.length === 0) {
        this.#isPaused = false;
        this.#flow.resume();
      }
      return { done: false, value };
    }
    if (this.#error) throw this.#error;
    return { done: true, value: undefined };
  }

  /** The reader has left its loop. */
  return(): Promise<IteratorResult<Buffer, undefined>> {
    this.#pieces.length = 0;
    this.#isEnded = true;
    return Promise.resolve({ done: true, value: undefined });
  }
}
