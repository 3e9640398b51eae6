import { Duplex } from 'node:stream';

/** The end of a connection without a network: once something is sent, these pieces arrive, each for itself, and then perhaps a FIN. */
export function answeringSocket(pieces: readonly Buffer[], isEnded: boolean): Duplex {
  let isAnswered = false;
  return new Duplex({
    read: () => undefined,
    write(_chunk, _encoding, done) {
      done();
      if (isAnswered) return;
      isAnswered = true;
      process.nextTick(() => {
        for (const piece of pieces) if (!this.destroyed) this.push(piece);
        if (isEnded && !this.destroyed) this.push(null);
      });
    },
  });
}
