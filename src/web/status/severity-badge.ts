import { type Severity, severityWords } from '../../findings/severity/severity.js';
import { type Html, html } from '../page/html.js';

const signs = { critical: '✕', unknown: '?', warning: '!', info: '✓' } as const satisfies Record<Severity, string>;

/** A word and a sign, because many people cannot tell colours apart. `of`: whether it is the state of an endpoint or a finding. */
export function severityBadge(severity: Severity, of: 'state' | 'finding'): Html {
  const word = severityWords[severity][of];
  const sign = word === 'note' ? 'i' : signs[severity];
  return html`<span class="badge ${severity}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
