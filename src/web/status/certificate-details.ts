import { clip } from '../../text/clip.js';
import { dateText } from '../../text/time-text.js';
import type { Certificate, Chain } from '../../x509/certificate.js';
import { type Html, html } from '../page/html.js';
import { countText } from '../../text/count-text.js';
import { withinBudget } from './within-budget.js';

/** A certificate may have thousands of names of any length. */
const budget = { items: 60, characters: 5000 };

const longest = 200;

/** Shows the contents of a served certificate, and the certificates that were served with it. */
export function certificateDetails(title: string, [leaf, ...issuers]: Chain): Html {
  return html`<section><h5>${title}</h5><dl class="plain">
${entry('Subject', html`<code>${clip(leaf.subject, longest) || '(empty)'}</code>`)}
${entry('Issuer', html`<code>${clip(leaf.issuer, longest) || '(empty)'}</code>`)}
${entry('Names (SANs)', sanList(leaf))}
${entry('Valid', html`${dateText(leaf.notBefore)} to ${dateText(leaf.notAfter)} UTC`)}
${entry('Key, signature', html`${clip(leaf.keyAlgorithm, 60)}, ${clip(leaf.signatureAlgorithm, 60)}`)}
${entry('Serial number', html`<code>${clip(leaf.serialNumber, 80)}</code>`)}
${entry('SHA-256', html`<code>${leaf.fingerprintSha256}</code>`)}
${issuers.slice(0, 5).map((issuer) => entry('Served with it', html`<code>${clip(issuer.subject, longest)}</code>, ends ${dateText(issuer.notAfter)} UTC`))}
</dl></section>`;
}

function entry(term: string, description: Html): Html {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}

function sanList({ dnsNames, ipAddresses, otherNames }: Certificate): Html {
  const others = otherNames.slice(0, budget.items).map(({ type, value }) => `${type}: ${value}`);
  const count = dnsNames.length + ipAddresses.length + otherNames.length;
  if (count === 0) return html`none`;
  const names = [...dnsNames.slice(0, budget.items), ...ipAddresses.slice(0, budget.items), ...others];
  const { shown } = withinBudget(names, (name) => html`<li><code>${clip(name, longest)}</code></li>`, budget);
  return html`<ul class="names">${shown}${count > shown.length && html`<li>and ${countText(count - shown.length, 'more name')}</li>`}</ul>`;
}
