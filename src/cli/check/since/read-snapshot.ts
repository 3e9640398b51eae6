import * as v from 'valibot';
import { type JsonBounds, parseBoundedJson } from '../../../bounds/bounded-json.js';
import { quote } from '../../../document/problem.js';
import { type ReadFile, readFailureMessage } from '../../../document/read-file.js';
import { type Snapshot, snapshotSchema } from './snapshot.js';

/** Twice the JSON of a thousand API servers, of which each second one has findings. */
const snapshotBounds: JsonBounds = { maxBytes: 64 * 1024 * 1024, maxValues: 2_000_000, maxDepth: 32 };

export type ReadSnapshot =
  | { readonly state: 'read'; readonly snapshot: Snapshot }
  | { readonly state: 'missing' }
  /** `problem`: a line for people, without the file's name. */
  | { readonly state: 'unfit'; readonly problem: string };

/** Reads the JSON of an earlier check. Nothing in it is trusted. Never rejects. */
export async function readSnapshot(path: string, read: ReadFile): Promise<ReadSnapshot> {
  const content = await read(path, snapshotBounds.maxBytes);
  if (content.ok) return parseSnapshot(content.bytes);
  if (content.failure === 'missing') return { state: 'missing' };
  return unfit(readFailureMessage(content.failure, snapshotBounds.maxBytes));
}

/** Reads these bytes. */
export function parseSnapshot(bytes: Uint8Array): ReadSnapshot {
  if (bytes.length === 0)
    return unfit('empty, as a file to which the shell writes (> FILE) before check reads it: use --save FILE');
  const json = parseBoundedJson(bytes, snapshotBounds);
  if (!json.ok) return unfit(json.fault === 'too_large' ? tooMany : `no JSON, or cut off: ${expected}`);
  const other = otherKind(json.value);
  if (other !== undefined) return unfit(other);
  const parsed = v.safeParse(snapshotSchema, json.value, { abortEarly: true });
  if (!parsed.success) return unfit(issueText(parsed.issues[0]));
  return factCount(parsed.output) > mostFacts ? unfit(tooMany) : { state: 'read', snapshot: parsed.output };
}

/** More than a check of a thousand API servers has. A detail has one for each place and subject. */
const mostFacts = 1_000_000;

function factCount({ findings }: Snapshot): number {
  const counts = findings.flatMap(({ details }) =>
    details.map(({ addresses, files, subjects }) =>
      [addresses, files, subjects].reduce((all, { length }) => all * Math.max(1, length), 1),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const tooMany = 'has more values, or is larger, than any check writes';

function unfit(problem: string): ReadSnapshot {
  return { state: 'unfit', problem };
}

const expected = 'expected what check --save, or check --output json, has written';

/** The version of the JSON that is understood. */
const version = 1;

/** Says of JSON that is no result of a check what it is; undefined: it may be one. */
function otherKind(value: unknown): string | undefined {
  if (Array.isArray(value)) return `a list, as of inspect, ${expected}`;
  if (typeof value !== 'object' || value === null) return `no object, ${expected}`;
  if ('waitedSeconds' in value) return `the result of a wait (--wait-restarted, --wait-covered), ${expected}`;
  if (!('version' in value && 'findings' in value)) return `not the result of a check, ${expected}`;
  if (value.version === version) return undefined;
  return typeof value.version === 'number' && value.version > version
    ? `of a later release (its format is ${quote(String(value.version))}): use that release, or make the file anew`
    : `has the unknown format ${quote(JSON.stringify(value.version))}: make the file anew`;
}

function issueText(issue: v.BaseIssue<unknown>): string {
  const path = quote(v.getDotPath(issue) ?? '');
  return `not the result of a check: at ${path}: ${issue.message.slice(0, 200).toWellFormed()}, ${expected}`;
}
