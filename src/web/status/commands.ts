import { type Html, html } from '../html.js';
import { clip } from './display-text.js';

/** More than a person pastes. */
const mostLines = 150;
const longest = 4000;

/** Lines to be copied, comments fainter. A long one wraps for the eye, and is one line still when it is pasted. */
export function commands(lines: readonly string[]): Html {
  const more = lines.length - mostLines;
  const shown =
    more > 0 ? [...lines.slice(0, mostLines), `# … ${more} more lines: check --output json has them`] : lines;
  return html`<pre>${shown.map(
    (line) => html`<code>${command(clip(line, longest))}
</code>`,
  )}</pre>`;
}

function command(line: string): Html {
  const [, run = line, comment = ''] = /^(.*?)((?:^|\s+)# .*)$/.exec(line) ?? [];
  return html`${run}${comment !== '' && html`<i>${comment}</i>`}`;
}
