import { parentPort } from 'node:worker_threads';
import { heldBytes } from '../bounds/held-bytes.js';
import { type YamlKind, yamlReaders } from './yaml-readers.js';

/** A request to the worker, which answers with what the reader of this kind returns, or with undefined where that is too large. */
export interface YamlRequest {
  readonly kind: YamlKind;
  readonly bytes: Uint8Array;
}

/** The thread that asks copies the answer, in one turn. Aliases can make a short text long. */
const largestAnswer = 16 * 1024 * 1024;

parentPort?.on('message', ({ kind, bytes }: YamlRequest) => {
  const answer = yamlReaders[kind](bytes);
  parentPort?.postMessage(heldBytes(answer) > largestAnswer ? undefined : answer);
});
