import t from 'tap';
import {
  defaultRunbookUrl,
  exampleGrafanaUrl,
  projectFileUrl,
  projectUrl,
} from '../../../src/cli/export/project-urls.js';
import { readProjectFile } from '../../fixtures/project-file.js';

void t.test('the home of the project is that of package.json', (t) => {
  const { repository } = JSON.parse(readProjectFile('package.json')) as { readonly repository: string };
  t.equal(projectUrl, repository.replace('github:', 'https://github.com/'));
  t.equal(projectFileUrl('a/b.md'), `${projectUrl}/blob/main/a/b.md`);
  t.equal(defaultRunbookUrl, projectFileUrl('docs/runbooks'));
  t.match(readProjectFile('config/alerts.yml'), `dashboard_url: ${exampleGrafanaUrl}/d/`);
  t.end();
});
