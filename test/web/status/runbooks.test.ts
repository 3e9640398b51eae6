import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { runbooks } from '../../../src/web/status/runbooks.js';

void t.test('each is a runbook, and an alert that leads to it', (t) => {
  const rules = readFileSync('config/alerts.yml', 'utf8');
  for (const alert of Object.values(runbooks)) {
    t.ok(existsSync(`docs/runbooks/${alert}.md`), alert);
    t.match(rules, `alert: ${alert}\n`);
  }
  t.end();
});
