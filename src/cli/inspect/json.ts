import { isoTime } from '../../text/time-text.js';
import { certificateJson } from '../certificate-json.js';
import type { FileVerdicts, NamedVerdict } from './judge-file.js';
import type { InspectRow } from './rows.js';

/** Returns the rows as JSON for scripts: an array with one object for each certificate or error. */
export function inspectJson(rows: readonly InspectRow[]): string {
  return JSON.stringify(rows.map(jsonRow), undefined, 2);
}

function jsonRow(row: InspectRow): object {
  const { source, position, entry, chain } = row;
  const place = { source, position, ...(entry === undefined ? {} : { entry }) };
  const judged = chain === undefined ? {} : chainJson(chain);
  if ('error' in row) return { ...place, error: row.error, ...judged };
  return { ...place, ...certificateJson(row.certificate), names: row.names, ...judged };
}

function chainJson(chain: FileVerdicts): object {
  return 'verdicts' in chain ? { verdicts: chain.verdicts.map(verdictJson) } : chain;
}

function verdictJson({ name, verdict }: NamedVerdict): object {
  if (verdict.accepted) return { name, accepted: true, until: isoTime(verdict.until) };
  const { accepted, reason, message } = verdict;
  return { name, accepted, reason, message };
}
