import type { IncomingMessage } from 'node:http';

/** Bytes. */
const usual = 64;

/**
 * Calls `refuse` where a message has more than `short` pieces and the others have less than 64 bytes on average: Node does as much for each
 * piece of a byte as for one of kilobytes. Nothing of the body arrives from then on.
 */
export function limitPieces(
  message: IncomingMessage,
  { short, refuse }: { readonly short: number; readonly refuse: () => void },
): void {
  const push = message.push.bind(message);
  let [pieces, bytes, isRefused] = [0, 0, false];
  // Whoever reads the stream gets pieces that came together as one, so they are counted where Node's parser puts them.
  message.push = (chunk: Buffer | null, ...encoding) => {
    if (isRefused) return false;
    if (chunk === null) return push(chunk);
    pieces += 1;
    bytes += chunk.length;
    isRefused = pieces > short + bytes / usual;
    if (!isRefused) return push(chunk, ...encoding);
    refuse();
    return false;
  };
}
