import { ownScript } from '../own-files/read-own.js';
import { createOwnThread } from '../process/own-thread.js';
import { decodeText } from './decode-text.js';
import { createLocators, parseDocument, type ParsedDocument, parseOutlined } from './document.js';
import { flatOutline, type FlatOutline, flatOutlineAt } from './flat-outline.js';
import type { Problem } from './problem.js';

/** A document as values that can be sent to another thread. */
export type FlatDocument =
  | { readonly ok: true; readonly value: unknown; readonly outline: FlatOutline }
  | { readonly ok: false; readonly problem: Omit<Problem, 'file'> };

/** In bytes. Less is parsed in a few milliseconds, and starting a thread takes longer. */
const large = 32 * 1024;

/** A configuration of 5,000 targets takes a quarter of a second, or some times as much on a busy host. */
const limits = { deadlineMs: 10_000, idleMs: 10_000, maxWaiting: 10, maxHeap: 512 };

const thread = createOwnThread<Uint8Array, FlatDocument>(() => ownScript('document/document-worker.js'), limits);

const tooMuch = 'cannot be read with the time and memory that one file may take';

/** Parses as parseDocument does, a large document in a thread, so that it holds nobody up. Never rejects. */
export async function parseLargeDocument(bytes: Uint8Array, file: string): Promise<ParsedDocument> {
  if (bytes.length <= large) return parseDocument(bytes, file);
  const flat = await thread.ask(bytes);
  if (flat === undefined) return { ok: false, problem: { file, path: '', message: tooMuch } };
  if (!flat.ok) return { ok: false, problem: { ...flat.problem, file } };
  const { value, outline } = flat;
  const decoded = decodeText(bytes);
  const source = decoded.ok ? decoded.source : '';
  return { ok: true, document: { value, ...createLocators(() => (path) => flatOutlineAt(outline, path), source) } };
}

/** What the thread does. */
export function parseFlatDocument(bytes: Uint8Array): FlatDocument {
  const parsed = parseOutlined(bytes);
  if (!parsed.ok) return parsed;
  return { ok: true, value: parsed.value, outline: flatOutline(parsed.outline()) };
}
