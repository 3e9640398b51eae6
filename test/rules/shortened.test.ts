import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { isAlert, parseGroups, parseRules } from './rule-file.js';
import { shortened } from './shortened.js';

const size = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

function awk(factor: string, file: string) {
  const args = ['-v', `factor=${factor}`, '-f', projectFile('config/shorten.awk'), file];
  return spawnSync('awk', args, { encoding: 'utf8' });
}

void t.test('each duration of the rules is a tenth, and all else is as it was', (t) => {
  const short = parseRules(shortened('config/alerts.yml', 10));
  const original = parseRules(readProjectFile('config/alerts.yml'));
  const tenth: Record<string, string> = { '5m': '30s', '10m': '60s', '15m': '90s', '1h': '360s' };
  t.same(
    short,
    original.map((rule) => ({
      ...rule,
      ...(rule.for !== undefined && { for: tenth[rule.for] }),
      ...(rule.keep_firing_for !== undefined && { keep_firing_for: tenth[rule.keep_firing_for] }),
    })),
  );
  const intervals = parseGroups(shortened('config/alerts.yml', 10)).map(({ interval }) => interval);
  t.same(new Set(intervals), new Set(['1500ms']));
  t.end();
});

void t.test('it says which flags of Prometheus go with them, so that alerts are restored after a restart', (t) => {
  for (const factor of [1, 7, 10, 60, 333]) {
    const text = shortened('config/alerts.yml', factor);
    const [, grace = '', resend = ''] =
      /^# --rules\.alert\.for-grace-period=(\S+) --rules\.alert\.resend-delay=(\S+)$/m.exec(text) ?? [];
    t.equal(milliseconds(grace), Math.floor(600_000 / factor));
    t.equal(milliseconds(resend), Math.floor(60_000 / factor));
    const waits = parseRules(text)
      .filter(isAlert)
      .map((alert) => milliseconds(alert.for));
    t.ok(Math.min(...waits) >= milliseconds(grace), `${Math.min(...waits)} >= ${grace}`);
  }
  t.end();
});

void t.test('the other two files', (t) => {
  const prometheus = load(shortened('config/prometheus.yml', 10)) as object;
  t.match(prometheus, {
    global: { scrape_interval: '6s', evaluation_interval: '6s' },
    scrape_configs: [{ scrape_timeout: '3s' }],
  });
  const alertmanager = load(shortened('config/alertmanager.yml', 10)) as object;
  t.match(alertmanager, {
    route: { routes: [{ group_wait: '3s', group_interval: '30s', repeat_interval: '34560s' }] },
  });
  t.end();
});

void t.test('a factor that is none is an error', (t) => {
  for (const factor of ['', '0', '1.5', '-2', 'ten', '010']) {
    const { status, stdout, stderr } = awk(factor, projectFile('config/alerts.yml'));
    t.same({ status, stdout }, { status: 1, stdout: '' }, factor);
    t.match(stderr, 'factor=N');
  }
  t.end();
});

void t.test('any duration, with a comment after it or not', (t) => {
  const file = join(t.testdir(), 'any.yml');
  const part = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(fc.tuple(part, part, part, part), fc.integer({ min: 1, max: 1000 }), ([h, m, s, ms], factor) => {
      writeFileSync(file, `a:\n  for: ${h}h${m}m${s}s${ms}ms # why\n`);
      const whole = h * size.h + m * size.m + s * size.s + ms;
      const [, said = ''] = /^ {2}for: (\S+) # why$/m.exec(awk(String(factor), file).stdout) ?? [];
      return whole === 0 || milliseconds(said) === Math.max(1, Math.floor(whole / factor));
    }),
    { numRuns: 50 },
  );
  t.end();
});

/** Milliseconds of a duration with one unit. */
function milliseconds(duration: string): number {
  const [, number = '', unit = 's'] = /^(\d+)(ms|s|m|h)$/.exec(duration) ?? [];
  return Number(number) * size[unit as keyof typeof size];
}
