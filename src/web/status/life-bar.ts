import type { Severity } from '../../findings/severity/severity.js';
import { leadOf, type Life, type Thresholds } from '../../findings/severity/thresholds.js';
import { type Html, html } from '../page/html.js';

/** The width of the bar, in SVG's own units. */
const width = 1000;

/** The minimum width of the filled part, so that it is visible. */
const least = 8;

/**
 * Shows how much of a certificate's lifetime is left, as a bar that empties towards the left. A mark shows where a warning begins. The bar
 * is hidden from screen readers, because the text next to it says the same. It is SVG because the page allows no style attributes.
 */
export function lifeBar(life: Life, { warning }: Thresholds, severity: Severity, now: number): Html {
  const lifetime = Math.max(1, life.notAfter - life.notBefore);
  const left = clamp((life.notAfter - now) / lifetime);
  const mark = clamp(leadOf(warning, life) / lifetime);
  const filled = left > 0 ? Math.max(least, Math.round(left * width)) : 0;
  return html`<svg class="bar" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true"><rect class="${severity}" width="${filled}" height="8"/><rect class="mark" x="${Math.round(mark * width)}" width="3" height="8"/></svg>`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
