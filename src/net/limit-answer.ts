import type { ClientRequest } from 'node:http';
import { limitPieces } from './limit-pieces.js';

/** Answers with 1xx before the one that counts. An API server sends none. */
const mostInformation = 10;

/** Pieces of a body that may be short. Go's servers send 2 KB and more at once. */
const shortPieces = 1000;

/**
 * Calls `refuse` where an answer would cost a hundred times what its bytes do: many answers with 1xx, which Node reads until there is another
 * one, or a body in pieces of a few bytes, for each of which Node does as much as for kilobytes.
 */
export function limitAnswer(sent: ClientRequest, refuse: () => void): void {
  let information = 0;
  sent.on('information', () => {
    information += 1;
    if (information === mostInformation + 1) refuse();
  });
  sent.once('response', (response) => limitPieces(response, { short: shortPieces, refuse }));
}
