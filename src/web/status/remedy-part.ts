import type { Finding } from '../../findings/findings-of.js';
import { type CommandLines, isProcedure, type Procedure } from '../../findings/procedures/procedure.js';
import { choiceText, chooseProcedures, namesOfOthers } from '../../findings/remedies/remedy.js';
import { clip } from '../../text/clip.js';
import { type Html, html } from '../page/html.js';

const longest = 1000;

/**
 * Shows what to do, what to beware of, and the commands for the target's distribution. A page has many findings, so it names the other
 * distributions alone.
 */
export function remedyPart({ remedy, distributions }: Finding): Html {
  const chosen = chooseProcedures(remedy, distributions);
  const others = namesOfOthers(chosen);
  const choice = choiceText(chosen.shown);
  return html`${remedy.advice.map((text) => html`<p>${clip(text, longest)}</p>`)}
${remedy.beware.length > 0 && html`<ul class="beware">${remedy.beware.map((text) => html`<li><strong>Beware:</strong> ${clip(text, longest)}</li>`)}</ul>`}
${choice !== undefined && html`<p>${choice}</p>`}
${chosen.shown.map((procedure) => html`${procedure.distributions.length > 0 && html`<h4>${labelOf(procedure)}</h4>`}${steps(procedure)}`)}
${others !== '' && html`<p class="soft">The commands for ${others} are in check --control-plane KIND, and in docs/procedures of the documentation.</p>`}`;
}

/** Shows commands with what they change and how long they take before them, and how one sees that they worked and the way back after them. */
function steps(procedure: CommandLines | Procedure): Html {
  if (!isProcedure(procedure)) return commands(procedure.lines);
  const { touches, takes, lines, worked, back } = procedure;
  return html`<p>${touches} ${takes}</p>${commands(lines)}<p><strong>It worked:</strong> ${worked}</p><p><strong>The way back:</strong></p>${commands(back)}`;
}

function labelOf(commands: CommandLines | Procedure): string {
  const stage = isProcedure(commands) && commands.stage !== undefined ? `: ${commands.stage}` : '';
  return `${commands.distributions.join(', ')}${stage}`;
}

/** More than a person pastes. */
const mostLines = 400;
const longestLine = 4000;

/** Shows lines to copy, with fainter comments. A long line wraps on the page, but is copied as one line. */
export function commands(lines: readonly string[]): Html {
  const more = lines.length - mostLines;
  const shown = more > 0 ? [...lines.slice(0, mostLines), `# … ${more} more lines: see check --output json`] : lines;
  return html`<pre>${shown.map(
    (line) => html`<code>${command(clip(line, longestLine))}
</code>`,
  )}</pre>`;
}

function command(line: string): Html {
  const start = line.search(/(?:^|(?<!\s)\s+)# /);
  const [run, comment] = start < 0 ? [line, ''] : [line.slice(0, start), line.slice(start)];
  return html`${run}${comment !== '' && html`<i>${comment}</i>`}`;
}
