import type { Finding } from '../../../findings/findings-of.js';
import { groupBy } from '../../../findings/group-by.js';
import { severities, severityWords, worstSeverity } from '../../../findings/severity/severity.js';
import { spanText } from '../../../text/time-text.js';
import { certificateEnds, type Ends } from './certificate-ends.js';
import { cutTo, pluginText } from './plugin-text.js';
import { type Datum, performanceData, worstDataFirst } from './performance-data.js';
import { mostTextBytes, service } from './unknown-line.js';

/**
 * Nagios and Naemon read at most 8 KiB of the output of a plugin (MAX_PLUGIN_OUTPUT_LENGTH), some agents 4 KiB. A passive result goes through a
 * pipe, which takes up to 4,096 bytes as a whole (PIPE_BUF), time, host and service included.
 */
const mostBytes = 3900;

/** One finding is not more than this, so that there is room for several. */
const mostFindingBytes = 300;

/** Room for the words that say how much was left out. */
const omissionBytes = 60;

/** What the line is made from. */
export interface Checked extends Ends {
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/**
 * Returns the one line of a monitoring plugin: the state, what is wrong, the worst first, and performance data. `counts`: what was checked and
 * found, in words. Bounded, and the same for the same result.
 */
export function nagiosLine(checked: Checked, counts: string): string {
  const { findings } = checked;
  const state = severityWords[worstSeverity(findings.map(({ severity }) => severity)) ?? 'info'].state;
  const ends = worstDataFirst(certificateEnds(checked));
  const open = groupBy(
    findings.filter(({ severity }) => severity !== 'info'),
    ({ id, severity }) => `${severity} ${id}`,
  );
  const about =
    open.size > 0
      ? listWithin(mostTextBytes - omissionBytes, counts, [...open.values()].map(findingText))
      : pluginText(counts + firstEnd(ends));
  const text = `${service} ${state.toUpperCase()} - ${cutTo(mostTextBytes, about)}`;
  return withData(text, performanceData([...countData(checked), ...ends]));
}

/** `counts: first; second; and 3 more` */
function listWithin(bytes: number, counts: string, texts: readonly string[]): string {
  let line = `${pluginText(counts)}: ${texts[0] ?? ''}`;
  for (const [index, text] of texts.entries()) {
    if (index === 0) continue;
    const longer = `${line}; ${text}`;
    if (Buffer.byteLength(longer) > bytes) return `${line}; and ${texts.length - index} more`;
    line = longer;
  }
  return line;
}

/** Findings of one kind and severity, in any number of targets. */
type SameFindings = readonly [Finding, ...Finding[]];

/** `prod 10.225.4.51:6443 and 2 more: The loopback certificate expires soon: expires in 4d 23h, at 2026-11-26 11:59 UTC` */
function findingText(findings: SameFindings): string {
  const [{ target, title, details }] = findings;
  const [first] = details;
  const [place] = [...(first === undefined ? [] : placesOf(first)), ...placesOf(findings[0])];
  // A finding without places is about its target as a whole.
  const others = findings.reduce((sum, finding) => sum + Math.max(1, placesOf(finding).length), -1);
  const where = [target, place, ...(others > 0 ? [`and ${others} more`] : [])];
  const [head = title] = title.split(': ');
  const text = [where.filter((part) => part !== undefined).join(' '), head, first?.text]
    .filter((part) => part)
    .join(': ');
  return cutTo(mostFindingBytes, pluginText(text));
}

function placesOf({ addresses, files = [] }: Pick<Finding, 'addresses' | 'files'>): readonly string[] {
  return [...addresses, ...files];
}

function firstEnd([first]: readonly Datum[]): string {
  return first === undefined ? '' : `; the first end is that of ${first.label} in ${spanText(first.value)}`;
}

function countData({ targets, findings }: Checked): readonly Datum[] {
  const reports = targets.flatMap(({ reports: each }) => each);
  const up = reports.filter(({ serving }) => serving !== undefined).length;
  const none = { atMost: 0 };
  const limits = { critical: { critical: none }, warning: { warning: none }, unknown: {}, info: {} };
  return [
    ...severities.flatMap((severity): readonly Datum[] => {
      if (severity === 'info') return [];
      const value = findings.filter((finding) => finding.severity === severity).length;
      return [{ label: severity, value, unit: '', ...limits[severity], min: 0, severity: 'info' }];
    }),
    { label: 'endpoints', value: reports.length, unit: '', min: 0, severity: 'info' },
    { label: 'endpoints_up', value: up, unit: '', min: 0, severity: 'info' },
  ];
}

/** Leaves out what has no room, from the end, and says how much. */
function withData(text: string, data: readonly string[]): string {
  const room = mostBytes - omissionBytes - Buffer.byteLength(text);
  const kept: string[] = [];
  let used = 0;
  for (const datum of data) {
    used += Buffer.byteLength(datum) + 1;
    if (used > room) break;
    kept.push(datum);
  }
  const omitted = data.length - kept.length;
  const note = omitted > 0 ? ` (${omitted} of ${data.length} performance data left out)` : '';
  return `${text}${note} | ${kept.join(' ')}`;
}
