import type { Severity } from '../../findings/severity.js';
import { type Html, html } from '../html.js';

const badges = {
  critical: { symbol: '✕', endpoint: 'critical', finding: 'critical' },
  unknown: { symbol: '?', endpoint: 'unknown', finding: 'unknown' },
  warning: { symbol: '!', endpoint: 'warning', finding: 'warning' },
  info: { symbol: '✓', endpoint: 'ok', finding: 'note' },
} as const satisfies Record<Severity, object>;

/** A word and a sign: colour alone says nothing to many people. `info` is fine of an endpoint, and a note of a finding. */
export function severityBadge(severity: Severity, of: 'endpoint' | 'finding'): Html {
  const { symbol, [of]: word } = badges[severity];
  const sign = word === 'note' ? 'i' : symbol;
  return html`<span class="badge ${severity}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
