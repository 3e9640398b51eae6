import { printable } from '../../text/printable.js';
import { type LocalServer, localServerStates } from '../../probe/local-server.js';
import type { KubeadmRow } from '../../files/kubeadm-expiration.js';
import { servesFile, type ServingFile } from '../../files/serving-file.js';
import { certificateSeverity, thresholds } from '../../findings/severity/thresholds.js';
import { dateText } from '../../text/time-text.js';
import { wrap } from '../wrap.js';
import { type Cell, type Line, renderTable } from '../table.js';
import { certificateTones } from './files-table.js';
import type { KubeadmCheck } from './result.js';

export interface KubeadmTableOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly color: boolean;
  readonly width: number;
}

/** Prose wider than this is hard to read. */
const widestProse = 100;

/** The two tables of `kubeadm certs check-expiration` with shorter headings, and with an additional column that shows what is served. */
export function checkKubeadmTable(
  { certificates, authorities, server }: KubeadmCheck,
  { now, color, width }: KubeadmTableOptions,
): string {
  const common = { rules: false, color, width };
  const leaves = renderTable({
    ...common,
    head: ['Certificate', 'Expires', 'Residual', 'CA', 'External', 'Served'],
    rows: certificates.map((row) => [
      ...expiryCells(row, now),
      row.certificate ? row.authority : '',
      managedCell(row),
      servedCell(row, server),
    ]),
  });
  const text = isSilent(server) || server.state === 'other' ? `apiserver: ${server.text}.` : '';
  const why = text === '' ? [] : [wrap(printable(text), Math.min(width, widestProse)).join('\n')];
  const cas = renderTable({
    ...common,
    head: ['CA', 'Expires', 'Residual', 'External'],
    rows: authorities.map((row) => [...expiryCells(row, now), managedCell(row)]),
  });
  return [leaves, ...why, cas].join('\n\n');
}

function expiryCells({ name, certificate, problem }: KubeadmRow, now: number): readonly Cell[] {
  if (problem !== undefined) return [name, { text: problem, tone: 'bad' }, ''];
  if (certificate === undefined) return [name, { text: '!MISSING!', tone: 'faint' }, ''];
  return [
    name,
    kubeadmDate(certificate.notAfter),
    {
      text: kubeadmSpan(certificate.notAfter - now),
      tone: certificateTones[certificateSeverity(certificate, thresholds.file, now)],
    },
  ];
}

function managedCell({ certificate, externallyManaged }: KubeadmRow): Cell {
  return certificate === undefined ? '' : externallyManaged ? 'yes' : 'no';
}

function servedCell({ served, certificate }: KubeadmRow, server: LocalServer): Cell {
  if (served === undefined) return '';
  if (server.state === 'other') return { text: 'NO: another server answers', tone: 'bad' };
  if (isSilent(server)) {
    const tone = server.state === 'dead' || server.state === 'stopped' ? 'bad' : 'faint';
    return { text: `not seen: ${localServerStates[server.state]}`, tone };
  }
  if (served.length === 0) return { text: notCompared(certificate !== undefined, server), tone: 'faint' };
  return served.map((each) => servedLine(each, served.length > 1 ? ` (${each.address})` : ''));
}

/** Whether no certificate of the API server was seen. */
function isSilent({ state }: LocalServer): boolean {
  return state !== 'answers' && state !== 'other';
}

function notCompared(hasFile: boolean, { place }: LocalServer): string {
  if (place.otherFile !== undefined) return `no: ${place.otherFile}`;
  return hasFile ? 'not compared' : 'not compared: no certificate in the file';
}

function servedLine(serving: ServingFile, at: string): Line {
  if (servesFile(serving)) return { text: `yes${at}`, tone: 'good' };
  return { text: `NO: ends ${dateText(serving.served.notAfter).slice(0, 10)}${at}`, tone: 'bad' };
}

/** `Nov 21, 2027 23:14 UTC`, from unix seconds. */
function kubeadmDate(seconds: number): string {
  const [, day = '', month = '', year = '', time = ''] = new Date(seconds * 1000).toUTCString().split(' ');
  return `${month} ${day}, ${year} ${time.slice(0, 5)} UTC`;
}

/** Formats like apimachinery's duration.ShortHumanDuration: only the largest unit, rounded down. */
export function kubeadmSpan(seconds: number): string {
  if (seconds <= -2) return '<invalid>';
  if (seconds < 60) return `${Math.max(0, Math.trunc(seconds))}s`;
  if (seconds < 3600) return `${Math.trunc(seconds / 60)}m`;
  const hours = Math.trunc(seconds / 3600);
  if (hours < 24) return `${hours}h`;
  return hours < 24 * 365 ? `${Math.trunc(hours / 24)}d` : `${Math.trunc(hours / 24 / 365)}y`;
}
