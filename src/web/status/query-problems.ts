import { clip } from '../../text/clip.js';
import { type Html, html } from '../page/html.js';
import type { QueryProblem } from './page-query.js';

/** Nobody reads more of what was asked for by mistake. */
const longest = 120;

/** Says which parameters were not understood, and what would be. */
export function queryProblems(problems: readonly QueryProblem[]): Html {
  return html`<ul class="notes">${problems.map(
    ({ key, value, expected }) =>
      html`<li><code>${key}</code> is ${value === '' ? 'empty' : html`<code>${clip(value, longest)}</code>`}. Expected: ${expected}.</li>
`,
  )}</ul>`;
}
