import type { BodyReader } from './http-connection.js';

/** The whole body as text; undefined when it is longer than `maxBytes`. */
export function readText(maxBytes: number): BodyReader<string | undefined> {
  return async (_status, body) => {
    const chunks: Buffer[] = [];
    let total = 0;
    for await (const chunk of body) {
      total += chunk.length;
      if (total > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  };
}
