import fastify from 'fastify';
import t from 'tap';
import { nameTargets } from '../../../src/discovery/targets.js';
import { noFiles } from '../../../src/files/serving-file.js';
import { systemClock } from '../../../src/net/clock.js';
import { addPlanCalendar } from '../../../src/web/status/plan-route.js';
import { now, report, target } from '../../fixtures/report.js';

void t.test('the year ahead as a calendar, the same each time', async (t) => {
  const app = fastify();
  t.teardown(() => app.close());
  const waits: number[] = [];
  const observe = (seconds: number) => {
    waits.push(seconds);
    return Promise.resolve({ reports: [target(report())], evidence: noFiles });
  };
  const none = nameTargets([]);
  addPlanCalendar(app, { observe, targets: () => none }, { ...systemClock, now: () => now });
  const { body, headers, statusCode } = await app.inject('/plan.ics');
  t.equal(statusCode, 200);
  t.equal(headers['content-type'], 'text/calendar; charset=utf-8');
  t.equal(headers['cache-control'], 'no-store');
  t.match(body, /^BEGIN:VCALENDAR\r\n.*\r\nEND:VCALENDAR\r\n$/s);
  t.match(body, 'BEGIN:VEVENT');
  t.equal((await app.inject('/plan.ics')).body, body);
  t.same(waits, [10, 10]);
});
