import type { FileContent } from '../../document/read-file.js';

/** Reads a whole stream of at most `maxBytes`, such as standard input. Never rejects. */
export async function readStream(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<FileContent> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of stream) {
      total += chunk.length;
      if (total > maxBytes) return { ok: false, failure: 'too_large' };
      chunks.push(chunk);
    }
    return { ok: true, bytes: Buffer.concat(chunks) };
  } catch {
    return { ok: false, failure: 'unreadable' };
  }
}
