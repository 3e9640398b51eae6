import { isoTime } from '../../../text/time-text.js';
import type { Change } from './change.js';
import { changeLine } from './change-line.js';
import type { Earlier } from './earlier.js';

/** Returns the changes as the key `since` of the JSON has them. Unknown values are null. `targets`: whether lines name the target. */
export function sinceJson({ snapshot }: Earlier, changes: readonly Change[], targets: boolean): object {
  return {
    observedAt: snapshot === undefined ? null : isoTime(snapshot.observedAt),
    changes: changes.map((change) => changeJson(change, targets)),
  };
}

function changeJson(change: Change, targets: boolean): object {
  const { change: kind, target, addresses, files, finding } = change;
  return {
    change: kind,
    ...(target !== undefined && { target }),
    addresses,
    files,
    ...(finding && {
      finding: {
        id: finding.id,
        severity: finding.severity ?? null,
        was: finding.was ?? null,
        subjects: finding.subjects,
      },
    }),
    text: changeLine(change, targets),
  };
}
