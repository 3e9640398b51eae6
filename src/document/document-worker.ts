import { parentPort } from 'node:worker_threads';
import { parseFlatDocument } from './large-document.js';

// It takes up to a second for the largest configurations.
parentPort?.on('message', (bytes: Uint8Array) => {
  parentPort?.postMessage(parseFlatDocument(bytes));
});
