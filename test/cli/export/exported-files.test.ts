import fc from 'fast-check';
import { load } from 'js-yaml';
import t from 'tap';
import { exportedFiles } from '../../../src/cli/export/exported-files.js';
import { type ExportKind, exportKinds } from '../../../src/cli/export/kinds.js';
import { linkBase } from '../../../src/cli/export/link-base.js';
import { parseRecord, recordText } from '../../../src/cli/export/record.js';
import { sha256 } from '../../../src/cli/export/sha256.js';
import { isAlert, parseRules } from '../../rules/rule-file.js';
import { ownFiles } from './own-files.js';

const bases = { runbooks: undefined, grafana: undefined };

void t.test('every kind has files, all of which the record of an export can name', (t) => {
  for (const kind of Object.keys(exportKinds) as ExportKind[]) {
    const files = exportedFiles[kind](ownFiles, bases);
    t.ok(files.size > 0, kind);
    const record = new Map([...files].map(([path, text]) => [path, sha256(text)]));
    t.same(parseRecord(recordText(record)), record, kind);
  }
  t.end();
});

/** Characters that mean something to YAML, JSON, Go templates, Grafana, or a replacement in JavaScript: most of them are taken in a link, and some are not. */
const character = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...Array.from('/a-:,@=!*[]%~.+')) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from('#{}$&"\'`\\| \n?')) },
);

const takenBase = fc
  .tuple(fc.constantFrom('https://a.example', 'http://[2001:db8::1]:3000'), fc.string({ unit: character }))
  .map(([host, path]) => linkBase(`${host}/${path}`))
  .filter((base) => base !== undefined);

/** Every text in a document, whatever its place. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

void t.test('whatever link is taken, YAML and JSON have it as it is', (t) => {
  const textOf = (kind: ExportKind, path: string, base: string): string =>
    exportedFiles[kind](ownFiles, { runbooks: base, grafana: base }).get(path) ?? '';
  const check = fc.property(takenBase, (base) => {
    for (const { alert, annotations } of parseRules(textOf('rules', 'alerts.yml', base)).filter(isAlert)) {
      t.equal(annotations['runbook_url'], `${base}/${alert}.md`);
      t.ok(annotations['dashboard_url']?.startsWith(`${base}/d/apiserver-cert-`));
    }
    const { runbookUrl, grafanaUrl } = load(textOf('chart', 'values.yaml', base)) as Readonly<Record<string, unknown>>;
    t.same([runbookUrl, grafanaUrl], [base, base]);
    const dashboard: unknown = JSON.parse(textOf('dashboards', 'apiserver-cert-apiserver.json', base));
    t.ok(textsIn(dashboard).some((text) => text.startsWith(`${base}/`)));
  });
  fc.assert(check, { numRuns: 100 });
  t.end();
});
