import type { TransformOptions } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, type ZlibOptions } from 'node:zlib';

/** A text in pieces, which is written anew each time that it is asked for them. */
export interface TextInPieces {
  readonly pieces: () => AsyncIterable<string> | Iterable<string>;
}

/** The whole body of an answer. */
export interface Body {
  /** In bytes. */
  readonly length: number;
  readonly parts: readonly Buffer[];
}

export type BodyMaker = (text: string | TextInPieces) => Promise<Body>;

/** Text is repetitive enough for the fastest level: a third of the CPU time of the default level, and a tenth more bytes. */
const level = constants.Z_BEST_SPEED;

/** So many bytes of text wait for the thread that compresses them. More is written once it has taken them. */
const waiting = 512 * 1024;

/** Node gives all options to its Transform, which `ZlibOptions` does not say. */
const options: ZlibOptions & TransformOptions = { level, chunkSize: 64 * 1024, highWaterMark: waiting };

/** Encodes text. */
export const plainBody: BodyMaker = async (text) => {
  const parts: Buffer[] = [];
  for await (const piece of piecesOf(text)) parts.push(Buffer.from(piece));
  return bodyOf(parts);
};

/** Compresses text in a thread of libuv while it is written, so that a large one neither holds the event loop nor is there as a whole. */
export const gzipBody: BodyMaker = async (text) => {
  const parts: Buffer[] = [];
  await pipeline(piecesOf(text), createGzip(options), async (compressed) => {
    for await (const part of compressed as AsyncIterable<Buffer>) parts.push(part);
  });
  // They are small, and share chunks.
  return bodyOf([Buffer.concat(parts)]);
};

async function* piecesOf(text: string | TextInPieces): AsyncGenerator<string> {
  if (typeof text === 'string') yield text;
  else yield* text.pieces();
}

function bodyOf(parts: readonly Buffer[]): Body {
  return { parts, length: parts.reduce((sum, part) => sum + part.length, 0) };
}
