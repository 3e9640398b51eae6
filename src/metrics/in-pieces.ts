import { ownTurn } from '../net/own-turn.js';

/** The characters of a piece, which take a millisecond to write. */
const pieceLength = 128 * 1024;

/** Texts may be empty, and take some time all the same. */
const textsPerTurn = 2000;

/** Joins texts to pieces. Each takes a turn of the event loop, in which the texts are made, so that a long text holds nobody up. */
export async function* inPieces(texts: Iterable<string>): AsyncGenerator<string> {
  let piece = '';
  let count = 0;
  for (const text of texts) {
    piece += text;
    count += 1;
    if (piece.length < pieceLength && count < textsPerTurn) continue;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = '';
    }
    await ownTurn();
    count = 0;
  }
  yield piece;
}
