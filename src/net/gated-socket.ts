import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { ownTurn } from './own-turn.js';

/** Takes what has arrived, and calls `pass` with what may go on. Throws where the connection is to end. */
export type StreamGate = (arrived: Buffer, pass: (bytes: Buffer) => void) => void;

/**
 * A connection on which everything that arrives goes through a gate. TLS on top of it sees only what the gate has passed. What is sent is not
 * touched. It ends together with the connection below. `isLong`: whether what has arrived may mean so much work that it waits for a turn of
 * its own.
 */
export class GatedSocket extends Duplex {
  readonly #below: Socket;
  #isFull = false;
  /** The connection below has ended, and nothing follows what is here. */
  #isLast = false;
  /** Present while something waits for its turn. What comes later waits behind it. */
  #turn: Promise<void> | undefined;

  constructor(below: Socket, gate: StreamGate, isLong: (arrived: Buffer) => boolean = () => false) {
    super({ allowHalfOpen: true });
    this.#below = below;
    below.on('data', (arrived: Buffer) => {
      if (isLong(arrived)) this.#takeInOwnTurn(arrived, gate);
      else this.#take(arrived, gate);
    });
    below.once('end', () =>
      this.#afterTurn(() => {
        this.#isLast = true;
        this.push(null);
      }),
    );
    below.on('error', (error) => this.#endWith(error));
    below.once('close', () => this.#endWith(null));
  }

  #take(arrived: Buffer, gate: StreamGate): void {
    try {
      gate(arrived, (bytes) => {
        if (this.push(bytes)) return;
        this.#isFull = true;
        this.#below.pause();
      });
    } catch (error) {
      this.destroy(error as Error);
    }
  }

  #takeInOwnTurn(arrived: Buffer, gate: StreamGate): void {
    this.#below.pause();
    this.#turn = ownTurn().then(() => {
      this.#turn = undefined;
      if (this.destroyed) return;
      this.#take(arrived, gate);
      if (!this.#isFull) this.#below.resume();
    });
  }

  #endWith(error: Error | null): void {
    this.#afterTurn(() => {
      const isUnread = error === null && this.#isLast && !this.readableEnded;
      if (isUnread) this.once('end', () => this.destroy());
      else this.destroy(error ?? undefined);
    });
  }

  /** What had arrived before the connection ended still counts. Node ends a paused socket whose last data was taken. */
  #afterTurn(then: () => void): void {
    if (this.#turn === undefined) then();
    else void this.#turn.then(then);
  }

  override _read(): void {
    this.#isFull = false;
    if (this.#turn === undefined) this.#below.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#below.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#below.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#below.destroy();
    done(error);
  }
}

/** Gives a socket the addresses of the connection that it is made of. Node finds none through a stream that is not its own. */
export function showPeer(socket: object, below: Socket): void {
  for (const property of ['remoteAddress', 'remotePort', 'remoteFamily'] as const)
    Object.defineProperty(socket, property, { get: () => below[property] });
}
