import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Takes what has arrived, and calls `pass` with what may go on. Throws where the connection is to end. */
export type StreamGate = (arrived: Buffer, pass: (bytes: Buffer) => void) => void;

/**
 * A connection on which everything that arrives goes through a gate. TLS on top of it sees only what the gate has passed. What is sent is not
 * touched. It ends together with the connection below.
 */
export class GatedSocket extends Duplex {
  readonly #below: Socket;

  constructor(below: Socket, gate: StreamGate) {
    super({ allowHalfOpen: true });
    this.#below = below;
    const pass = (bytes: Buffer): void => {
      if (!this.push(bytes)) below.pause();
    };
    below.on('data', (arrived: Buffer) => {
      try {
        gate(arrived, pass);
      } catch (error) {
        this.destroy(error as Error);
      }
    });
    below.once('end', () => this.push(null));
    below.on('error', (error) => this.destroy(error));
    below.once('close', () => this.destroy());
  }

  override _read(): void {
    this.#below.resume();
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
