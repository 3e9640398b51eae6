import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { isAlert, parseGroups, parseRules } from './rule-file.js';
import { shortenRules } from './shorten-rules.js';

const original = readProjectFile('config/alerts.yml');

void t.test('every duration is the given one, and all else is as it was', (t) => {
  const short = parseRules(shortenRules(original, '3s'));
  const alerts = short.filter(isAlert);
  t.ok(parseGroups(shortenRules(original, '3s')).every(({ interval }) => interval === '1s'));
  t.ok(alerts.length > 0);
  t.ok(alerts.every((alert) => alert.for === '3s' && (alert.keep_firing_for ?? '3s') === '3s'));
  t.same(
    short.map((rule) => ({ ...rule, for: undefined, keep_firing_for: undefined })),
    parseRules(original).map((rule) => ({ ...rule, for: undefined, keep_firing_for: undefined })),
  );
  t.same(
    alerts.map((alert) => alert.keep_firing_for !== undefined),
    parseRules(original)
      .filter(isAlert)
      .map((alert) => alert.keep_firing_for !== undefined),
    'none is added',
  );
  t.end();
});

void t.test('as a program it prints them', (t) => {
  const program = fileURLToPath(new URL('./shorten-rules.js', import.meta.url));
  const printed = execFileSync(process.execPath, [program, projectFile('config/alerts.yml'), '5s'], {
    encoding: 'utf8',
  });
  t.equal(printed, shortenRules(original, '5s'));
  t.end();
});
