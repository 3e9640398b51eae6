import { countText } from '../../../text/count-text.js';
import { brief, without } from './brief.js';
import type { Change, ChangeKind } from './change.js';
import { endsText } from './endpoint-changes.js';
import type { Snapshot, SnapshotFile } from './snapshot.js';

/** What changed in files with certificates, apart from findings. */
export function fileChanges({ files: before }: Snapshot, { files: now }: Snapshot): readonly Change[] {
  if (now.length === 0 && before.length > 0)
    return [ofFiles('files_unchecked', [], `no file is checked now, ${countText(before.length, 'file')} before`)];
  if (before.length === 0 && now.length > 0)
    return [ofFiles('files_checked', [], `${countText(now.length, 'file')} checked now, none before`)];
  const known = new Map(before.map((file) => [file.path, file]));
  const here = new Set(now.map(({ path }) => path));
  return [
    ...now.flatMap((file): readonly Change[] => {
      const old = known.get(file.path);
      if (old === undefined) return [ofFiles('file_added', [file.path], 'file added')];
      return contentChanges(old, file);
    }),
    ...before.flatMap(({ path }) => (here.has(path) ? [] : [ofFiles('file_removed', [path], 'file removed')])),
  ];
}

function ofFiles(change: ChangeKind, files: readonly string[], text: string): Change {
  return { change, target: undefined, addresses: [], files, text };
}

/** Certificates by their label. A file that cannot be read has a finding, and shows nothing of a change. */
function contentChanges(before: SnapshotFile, now: SnapshotFile): readonly Change[] {
  if (before.state === 'failed' || now.state === 'failed') return [];
  const old = new Map(before.certificates.map((certificate) => [certificate.label, certificate]));
  const renewed = now.certificates.flatMap(({ label, ...certificate }) => {
    const then = old.get(label);
    if (then === undefined || then.fingerprintSha256 === certificate.fingerprintSha256) return [];
    return [`${brief(label)}: ${endsText(then, certificate)}`];
  });
  const labels = ({ certificates }: SnapshotFile) => certificates.map(({ label }) => label);
  const more = without(labels(now), labels(before)).map((label) => `${brief(label)}: added`);
  const fewer = without(labels(before), labels(now)).map((label) => `${brief(label)}: removed`);
  const all = [...renewed, ...more, ...fewer];
  if (all.length === 0) return [];
  const shown = all.slice(0, mostShown).join('; ');
  const rest = all.length > mostShown ? `; and ${all.length - mostShown} more` : '';
  return [ofFiles('file_renewed', [now.path], `other certificates: ${shown}${rest}`)];
}

/** More certificates of one file than a line has room for. */
const mostShown = 4;
