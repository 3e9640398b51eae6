import { type Html, html } from '../page/html.js';

/** A link to the metrics of one target, or of one of its endpoints. */
export function probeLink(target: string, address?: string): Html {
  const query = new URLSearchParams({ target, ...(address !== undefined && { address }) });
  return html`<a href="probe?${query.toString()}" aria-label="Metrics of ${address ?? target}">Metrics</a>`;
}
