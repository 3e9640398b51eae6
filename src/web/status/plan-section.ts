import { groupBy } from '../../findings/group-by.js';
import { dueText, monthText } from '../../plan/due-day.js';
import { beginText, byText, orderText, partTexts, renewingText, whenText } from '../../plan/entry-text.js';
import type { Due, PlanEntry, Span } from '../../plan/plan-entry.js';
import type { YearPlan } from '../../plan/year-plan.js';
import { clip } from '../../text/clip.js';
import { countText } from '../../text/count-text.js';
import { type Html, html } from '../page/html.js';
import { planAxis, planBar } from './plan-axis.js';
import type { Links } from './status.js';
import { withinBudget } from './within-budget.js';

const budget = { items: 40, characters: 60_000 };
const longest = 400;

/** Shows what is to be done within a year, by month, on one axis of twelve months. Empty if nothing was seen at all. */
export function planSection({ span, entries, renewing, unseen }: YearPlan, links: Pick<Links, 'runbook'>): Html {
  if (entries.length === 0 && renewing.length === 0 && unseen.length === 0) return html``;
  const { shown, rest } = withinBudget(entries, (entry) => entryItem(entry, span, links), budget);
  const months = groupBy(
    shown.map((item, at) => ({ item, due: entries[at]?.due ?? 'now' })),
    ({ due }) => monthText(due),
  );
  const renew = renewingText(renewing);
  return html`<section aria-labelledby="plan"><h2 id="plan">The year ahead</h2>
<p class="soft intro">${
    entries.length > 0
      ? 'A bar goes from the day on which check begins to warn to the first end; marks in it are the days by which to act. Days are UTC.'
      : 'Nothing that was seen ends within 365 days.'
  } <a href="plan.ics">Subscribe to it as a calendar</a>.</p>
${
  entries.length > 0 &&
  html`<div class="plan">${planAxis(span)}<ol class="months">
${[...months].map(
  ([month, items]) => html`<li><h3>${month}</h3><ol>${items.map(({ item }) => item)}</ol></li>
`,
)}</ol></div>`
}
${rest.length > 0 && html`<p class="soft">${countText(rest.length, 'later task')}, not shown here: the calendar has more of them.</p>`}
${renew !== undefined && html`<p class="soft">${renew}</p>`}
${unseen.length > 0 && html`<p class="unknown">This plan is not complete:</p><ul class="notes">${unseen.map((text) => html`<li>${text}</li>`)}</ul>`}</section>
`;
}

function entryItem(entry: PlanEntry, span: Span, { runbook }: Pick<Links, 'runbook'>): Html {
  const { due, title, severity, isOverdue, caveat } = entry;
  const page = runbook(entry.runbook);
  return html`<li class="task"><h4><strong class="${severity}">${isOverdue ? 'overdue' : dueMark(due)}</strong> ${clip(title, longest)}</h4>
${planBar(entry, span)}
<p>${dated(`${whenText(entry)} ${beginText(entry, span.now)}`)}${caveat !== undefined && ` ${caveat}`}</p>
<div class="act">${details(entry)}${page !== undefined && html`<a href="${page}" aria-label="Runbook ${entry.runbook}">Runbook</a>`}</div></li>
`;
}

function dueMark(due: Due): Html {
  return due === 'now' ? html`now` : html`by <time datetime="${dueText(due)}">${byText(due).slice(3)}</time>`;
}

/** The order of restarts, or what ends. Empty: one thing, which the title names. */
function details(entry: PlanEntry): Html {
  const order = orderText(entry);
  const parts = partTexts(entry).map((text) => html`<li>${dated(clip(text, longest))}</li>`);
  if (parts.length === 0) return html``;
  const about = html`<span class="unseen">: ${clip(entry.title, longest)}</span>`;
  return order === undefined
    ? html`<details><summary>What ends${about}</summary><ul class="short more">${parts}</ul></details>`
    : html`<details><summary>Order of restarts${about}</summary><div class="more"><p>${order}</p><ol class="order">${parts}</ol></div></details>`;
}

/** A text whose days are never broken at their hyphens. */
function dated(text: string): Html {
  const parts = text.split(/(\d{4}-\d\d-\d\d)/);
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<time>${part}</time>` : part))}`;
}
