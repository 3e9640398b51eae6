import t from 'tap';
import { uids } from '../../../dashboards/uids.js';
import { exportedDashboards } from '../../../src/cli/export/exported-dashboards.js';
import { ownFiles } from './own-files.js';

const runbooks = 'https://wiki.example.com/runbooks';
const bases = { runbooks: undefined, grafana: undefined };

void t.test('each dashboard, named after its uid', (t) => {
  const files = exportedDashboards(ownFiles, bases);
  const named = [...files].map(([path, text]) => [path, (JSON.parse(text) as { readonly uid: string }).uid]);
  t.same(named.map(([, uid]) => uid).sort(), Object.values(uids).sort());
  for (const [path, uid = ''] of named) t.equal(path, `${uid}.json`);
  t.same(
    [...files].map(([path, text]) => ownFiles.read(`dashboards/${path.replace('apiserver-cert-', '')}`) === text),
    [true, true, true],
  );
  t.end();
});

void t.test('every link to a runbook leads to those that the user names', (t) => {
  for (const [path, text] of exportedDashboards(ownFiles, { ...bases, runbooks })) {
    t.notMatch(text, 'github.com', path);
    t.ok(text.split(`"${runbooks}/`).length > 3, path);
    t.equal((JSON.parse(text) as { readonly schemaVersion: number }).schemaVersion, 42);
  }
  t.end();
});
