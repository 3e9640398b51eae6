import type { Duplex } from 'node:stream';

/**
 * Sends `piece` again and again until the connection closes, at most 64 KiB each millisecond. The server shares its event loop with the
 * probe, and its own work must not delay the probe.
 */
export function flood(socket: Duplex, piece: Uint8Array | string): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece);
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / bytes.length) }, () => bytes));
  const more = (): void => {
    if (!socket.destroyed && socket.writable) socket.write(many, () => setTimeout(more, 1));
  };
  more();
}
