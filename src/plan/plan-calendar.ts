import { createHash } from 'node:crypto';
import { clip } from '../text/clip.js';
import { printable } from '../text/printable.js';
import { day, isExpired } from '../x509/validity.js';
import { calendarLines, textValue } from './calendar-lines.js';
import { dayOf, dayText } from './due-day.js';
import { orderText, partTexts, whenText } from './entry-text.js';
import type { Due, Ending, PlanEntry } from './plan-entry.js';
import type { YearPlan } from './year-plan.js';

/** More than a person plans in a year. A calendar takes as many. */
const mostEvents = 1_000;

/** In UTF-16 units. */
const longest = { summary: 250, description: 4_000 } as const;

interface CalendarEvent {
  readonly key: string;
  readonly entry: PlanEntry;
  readonly due: Due;
  readonly first: Ending;
  readonly summary: string;
}

/**
 * Writes the plan as an iCalendar (RFC 5545) to which calendars subscribe: an event of a whole day for each entry, on its last safe day, or for each of
 * its restarts. What is overdue is today. The same plan gives the same bytes, on any day before something becomes urgent: an event keeps its UID, and its
 * DTSTAMP is that of its certificate. There are no alarms, which are the user's choice, and no links.
 */
export function planCalendar(plan: YearPlan): string {
  const { now } = plan.span;
  const all = plan.entries.flatMap(eventsOf);
  const shown = all.slice(0, mostEvents);
  const left = all.length - shown.length;
  const descriptions = new Map(
    [...new Set(shown.map(({ entry }) => entry))].map((entry) => [entry, description(entry)]),
  );
  const about = [
    'What ends within a year, by apiserver-cert-exporter. Days are UTC.',
    ...(left > 0 ? [`${left} later events are left out.`] : []),
    ...plan.unseen,
  ];
  return calendarLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//apiserver-cert-exporter//plan//EN',
    'CALSCALE:GREGORIAN',
    'X-WR-CALNAME:API server certificates',
    `X-WR-CALDESC:${textValue(about.join('\n'))}`,
    // RFC 7986 5.7, and what Outlook reads.
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    ...shown.flatMap((event) => eventLines(event, String(descriptions.get(event.entry)), now)),
    'END:VCALENDAR',
  ]);
}

function eventsOf(entry: PlanEntry): readonly CalendarEvent[] {
  const { key, kind, scope, title, endings, restarts, due } = entry;
  if (restarts.length < 2) return [{ key, entry, due, first: endings[0], summary: title }];
  return restarts.map((restart, at) => ({
    key: JSON.stringify([kind, scope, restart.end, restart.fingerprint]),
    entry,
    due: restart.due,
    first: restart,
    summary: `${title}: ${at + 1} of ${restarts.length}, ${restart.place}`,
  }));
}

function eventLines({ key, due, first, summary }: CalendarEvent, about: string, now: number): readonly string[] {
  const today = dayOf(now);
  const start = due === 'now' ? today : due;
  const state = isExpired({ notAfter: first.end }, now) ? 'OVERDUE: ' : due === 'now' ? 'NOW: ' : '';
  return [
    'BEGIN:VEVENT',
    `UID:${createHash('sha256').update(key).digest('hex').slice(0, 32)}@apiserver-cert-exporter`,
    `DTSTAMP:${stampText(due === 'now' || first.begins > now ? today : Math.max(0, first.begins))}`,
    `DTSTART;VALUE=DATE:${dateValue(start)}`,
    `DTEND;VALUE=DATE:${dateValue(start + day)}`,
    `SUMMARY:${textValue(clip(printable(`${state}${summary}`), longest.summary))}`,
    `DESCRIPTION:${about}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The value of the property. */
function description(entry: PlanEntry): string {
  const { caveat, runbook } = entry;
  const lines = [whenText(entry), orderText(entry), ...partTexts(entry), caveat, `Runbook: ${runbook}`];
  const shown = lines.filter((line) => line !== undefined).map((line) => printable(line));
  return textValue(clip(shown.join('\n'), longest.description));
}

/** RFC 5545 3.3.4. */
function dateValue(start: number): string {
  return dayText(start).replaceAll('-', '');
}

/** RFC 5545 3.3.5, in UTC. */
function stampText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
}
