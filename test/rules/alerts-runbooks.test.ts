import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { nothingToMend } from '../fixtures/to-mend.js';
import { alertNames, alerts } from './committed-rules.js';

void t.test('each alert has a runbook, and each runbook an alert', (t) => {
  const files = readdirSync(projectFile('docs/runbooks')).filter((file) => file !== 'README.md');
  const missing = alertNames.filter((name) => !files.includes(`${name}.md`));
  const spare = files.filter((file) => !alertNames.includes(file.replace('.md', '')));
  nothingToMend(t, [
    ...missing.map((name) => `write docs/runbooks/${name}.md, the page of the alert ${name}`),
    ...spare.map((file) => `remove docs/runbooks/${file}, or add its alert to config/alerts.yml`),
  ]);
  t.end();
});

void t.test('each runbook has meaning, impact, diagnosis and mitigation, and its links work', (t) => {
  for (const file of readdirSync(projectFile('docs/runbooks'))) {
    const runbook = readProjectFile(`docs/runbooks/${file}`);
    const prose = runbook.replace(/^```[\s\S]*?^```$/gm, '');
    if (file !== 'README.md') {
      const headings = [...prose.matchAll(/^##? (.+)$/gm)].map(([, heading]) => heading);
      t.same(headings, [file.replace('.md', ''), 'Meaning', 'Impact', 'Diagnosis', 'Mitigation']);
    }
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    const lost = links.filter((link) => !existsSync(join(dirname(projectFile(`docs/runbooks/${file}`)), link)));
    t.same(lost, [], `${file} links to files that exist`);
  }
  t.end();
});

void t.test('the list of runbooks names each of them', (t) => {
  const listed = [...readProjectFile('docs/runbooks/README.md').matchAll(/\]\((\w+)\.md\)/g)].map(([, name]) => name);
  const missing = alertNames.filter((name) => !listed.includes(name));
  const spare = listed.filter((name = '') => !alertNames.includes(name));
  nothingToMend(t, [
    ...missing.map((name) => `add ${name} to the table of docs/runbooks/README.md`),
    ...spare.map((name) => `remove ${name ?? ''} from the table of docs/runbooks/README.md`),
  ]);
  t.end();
});

void t.test('the list of runbooks has the severities of each alert', (t) => {
  const rows = readProjectFile('docs/runbooks/README.md').matchAll(/^\| \[(\w+)\]\S* \| ([^|]*?) \|/gm);
  const listed = new Map([...rows].map(([, name = '', severities = '']) => [name, severities]));
  const wrong = alertNames.flatMap((name) => {
    const rules = alerts.filter(({ alert }) => alert === name);
    const severities = [...new Set(rules.map(({ labels }) => labels['severity']))].join(', ');
    return listed.get(name) === severities ? [] : [`set the severity of ${name} to "${severities}"`];
  });
  nothingToMend(
    t,
    wrong.map((change) => `${change} in the table of docs/runbooks/README.md, as config/alerts.yml has it`),
  );
  t.end();
});
