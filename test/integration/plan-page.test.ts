import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import ICAL from 'ical.js';
import t, { type Test } from 'tap';
import { startControlPlane } from '../../demo/control-plane.js';
import { requireTool } from '../fixtures/tool.js';
import { openPage, startChromium } from './chromium.js';
import { startExporter } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';

const user = { username: 'alice', password: 'secret' };
const login = { authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}` };

/** An exporter that requires a login, for the control plane of the demo, whose first loopback certificate ends in five days. */
async function serve(t: Test): Promise<string> {
  const folder = temporaryFolder(t);
  const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
  t.teardown(() => controlPlane.close());
  const target = { name: 'prod', addresses: controlPlane.addresses, ca: { pem: controlPlane.ca } };
  const [config, web] = [join(folder, 'exporter.yml'), join(folder, 'web.yml')];
  writeFileSync(config, JSON.stringify({ targets: [target] }));
  writeFileSync(web, JSON.stringify({ basic_auth_users: { [user.username]: hashSync(user.password, 10) } }));
  const args = ['serve', '--config.file', config, '--web.config.file', web, '--web.listen-address', '127.0.0.1:0'];
  return (await startExporter(t, folder, { args })).url;
}

void t.test('the year ahead, from an exporter that requires a login', async (t) => {
  const url = await serve(t);
  await t.test('a calendar for those who may see it, the same each time', async (t) => {
    t.equal((await fetch(`${url}/plan.ics`)).status, 401);
    const [text, again] = await Promise.all(
      [1, 2].map(async () => await (await fetch(`${url}/plan.ics`, { headers: login })).text()),
    );
    const later = await (await fetch(`${url}/plan.ics`, { headers: login })).text();
    t.same([again, later], [text, text]);
    const calendar = new ICAL.Component(ICAL.parse(String(text)) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const restarts = events.filter(({ summary }) => summary.startsWith('Restart the 3 API servers of prod'));
    t.equal(restarts.length, 3);
    t.ok(events.some(({ summary }) => /^Renew the serving certificates? of prod/.test(summary)));
    t.ok(events.every(({ startDate }) => startDate.isDate && startDate.toUnixTime() > Date.now() / 1000 - 2 * 86_400));
  });
  await t.test('readable on a phone', (t) => onPhone(t, url));
});

/** Sees the section in a Chromium of 360 px, with the order of restarts unfolded. */
async function onPhone(t: Test, url: string): Promise<void> {
  const executable = requireTool(t, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
  if (executable === undefined) return;
  const browser = await startChromium(t, executable);
  const { page, complaints } = await openPage(browser, `${url}/`, {
    viewport: { width: 360, height: 800 },
    httpCredentials: user,
  });
  const plan = page.locator('section[aria-labelledby="plan"]');
  await plan.locator('summary').first().press('Enter');
  const steps = await plan.locator('ol.order li').allInnerTexts();
  t.equal(steps.length, 3);
  for (const step of steps)
    t.match(step, /^by \d{4}-\d\d-\d\d: 127\.0\.0\.1:\d+ \(ends \d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/);
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
  const sizes = await page.evaluate<readonly number[]>(
    `[...document.querySelectorAll('.plan, .plan *')].map((each) => parseFloat(getComputedStyle(each).fontSize))`,
  );
  t.ok(sizes.length > 20 && Math.min(...sizes) >= 11, `${Math.min(...sizes)} px`);
  const months = await page.evaluate<
    readonly (readonly [number, number])[]
  >(`[...document.querySelectorAll('.axis span')]
    .filter((each) => each.checkVisibility({ checkVisibilityCSS: true }))
    .map((each) => {
      const range = document.createRange();
      range.selectNodeContents(each);
      const { left, right } = range.getBoundingClientRect();
      return [left, right];
    })`);
  t.equal(months.length, 7);
  t.ok(
    months.every(([left], at) => left > (months[at - 1]?.[1] ?? 0) + 5),
    'the names of months do not touch',
  );
  t.ok((months.at(-1)?.[1] ?? Infinity) <= 360);
  const marks = await plan.locator('.year .mark').all();
  t.ok(marks.length >= 4);
  for (const mark of marks) t.match(await mark.boundingBox(), { width: 3 });
  t.same(complaints, []);
}
