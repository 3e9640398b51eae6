import { spanText } from '../../../text/time-text.js';
import { briefList } from './brief.js';
import type { Change } from './change.js';
import { changesSince } from './changes-since.js';
import type { ReadSnapshot } from './read-snapshot.js';
import type { Snapshot } from './snapshot.js';

/** What a check is compared with. */
export interface Earlier {
  /** As it was given. */
  readonly file: string;
  /** undefined: this is the first check. */
  readonly snapshot: Snapshot | undefined;
}

export type Usable<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** Says how to go on, since the file is never replaced where it cannot be used. */
const anew = 'to begin anew, move the file away and give --save';

/** Decides whether a check can be compared with a file. `saves`: whether the result is saved, so that the file may not exist yet. */
export function earlierOf(file: string, read: ReadSnapshot, saves: boolean): Usable<Earlier> {
  switch (read.state) {
    case 'read':
      return { ok: true, value: { file, snapshot: read.snapshot } };
    case 'missing':
      if (saves) return { ok: true, value: { file, snapshot: undefined } };
      return problem(file, 'no such file: make it with check --save, or give --save with --since, as for cron');
    case 'unfit':
      return problem(file, `${read.problem}; ${anew}`);
  }
}

function problem(file: string, text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: `--since ${file}: ${text}` };
}

/** The most seconds by which the clock of another host may be ahead. */
const mostAhead = 300;

const nothing: Snapshot = { observedAt: 0, targets: [], files: [], findings: [] };

/** Returns what changed since an earlier check. After none, everything is new. */
export function changesAfter({ file, snapshot = nothing }: Earlier, now: Snapshot): Usable<readonly Change[]> {
  const ahead = snapshot.observedAt - now.observedAt;
  if (ahead > mostAhead)
    return problem(
      file,
      `was made ${spanText(ahead)} from now, so the clock of this host, or of the one that wrote it, is wrong; ${anew}`,
    );
  const since = changesSince(snapshot, now);
  if (since.state === 'compared') return { ok: true, value: since.changes };
  return problem(
    file,
    `is of another control plane (${namesText(snapshot)}), and this check of ${namesText(now)}; ${anew}`,
  );
}

function namesText({ targets }: Snapshot): string {
  return briefList(targets.map(({ name }) => name));
}
