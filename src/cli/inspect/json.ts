import { certificateJson } from '../certificate-json.js';
import type { InspectRow } from './rows.js';

/** Returns the rows as JSON for scripts: an array with one object for each certificate or error. */
export function inspectJson(rows: readonly InspectRow[]): string {
  return JSON.stringify(rows.map(jsonRow), undefined, 2);
}

function jsonRow(row: InspectRow): object {
  const { source, position, entry } = row;
  const place = { source, position, ...(entry === undefined ? {} : { entry }) };
  if ('error' in row) return { ...place, error: row.error };
  return { ...place, ...certificateJson(row.certificate), names: row.names };
}
