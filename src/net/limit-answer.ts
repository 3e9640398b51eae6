import type { ClientRequest, IncomingMessage } from 'node:http';

/** Answers with 1xx before the one that counts. An API server sends none. */
const mostInformation = 10;

/** Bytes of a piece on average, and how many pieces may be shorter. Go's servers send 2 KB and more at once. */
const piece = { bytes: 64, short: 1000 } as const;

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
  sent.once('response', (response) => limitPieces(response, refuse));
}

function limitPieces(response: IncomingMessage, refuse: () => void): void {
  const push = response.push.bind(response);
  let [pieces, bytes, isRefused] = [0, 0, false];
  // Whoever reads the stream gets pieces that came together as one, so they are counted where Node's parser puts them.
  response.push = (chunk: Buffer | null, ...encoding) => {
    if (isRefused) return false;
    pieces += 1;
    bytes += chunk?.length ?? 0;
    isRefused = pieces > piece.short + bytes / piece.bytes;
    if (!isRefused) return push(chunk, ...encoding);
    refuse();
    return false;
  };
}
