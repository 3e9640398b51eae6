import t from 'tap';
import { publishedManifest } from '../../scripts/published-manifest.js';
import { readProjectFile } from '../fixtures/project-file.js';

void t.test('the package has no dependencies and no scripts, and all else of package.json', (t) => {
  const text = readProjectFile('package.json');
  const { dependencies, devDependencies, overrides, scripts, ...rest } = JSON.parse(text) as Record<string, unknown>;
  for (const gone of [dependencies, devDependencies, overrides, scripts]) t.ok(gone);
  t.same(JSON.parse(publishedManifest(text)), rest);
  t.match(rest, { name: 'apiserver-cert-exporter', version: String, bin: Object, files: Array, engines: Object });
  t.equal(publishedManifest(publishedManifest(text)), publishedManifest(text));
  t.end();
});
