import { posix } from 'node:path';
import t from 'tap';
import { exportedRunbooks } from '../../../src/cli/export/exported-runbooks.js';
import { projectFileUrl } from '../../../src/cli/export/project-urls.js';
import { alertNames } from '../../rules/committed-rules.js';
import { inventedFiles, ownFiles } from './own-files.js';

void t.test('a link to what is exported stays, and any other leads to the project', (t) => {
  const files = {
    'docs/runbooks/A.md':
      '[b](B.md#x) [p](../procedures/p.md) [o](../operation.md "title") [w](https://example.com) [h](#here)',
    'docs/runbooks/B.md': 'b',
    'docs/procedures/p.md': '[one](../../README.md#top)\n[two](../other.json)',
    'docs/operation.md': '[more](further.md#y), [config](../config/alerts.yml), [a](runbooks/A.md)',
    'docs/further.md': 'no runbook leads here',
    'docs/other.json': '{}',
  };
  const exported = exportedRunbooks(inventedFiles(files));
  t.same(Object.fromEntries(exported), {
    'runbooks/A.md': files['docs/runbooks/A.md'],
    'runbooks/B.md': 'b',
    'procedures/p.md': `[one](${projectFileUrl('README.md')}#top)\n[two](${projectFileUrl('docs/other.json')})`,
    'operation.md': `[more](${projectFileUrl('docs/further.md')}#y), [config](${projectFileUrl('config/alerts.yml')}), [a](runbooks/A.md)`,
  });
  t.end();
});

void t.test(
  'each alert has its runbook, and each link leads to a page of the folder, or to a file of the project',
  (t) => {
    const exported = exportedRunbooks(ownFiles);
    t.same(
      alertNames.filter((name) => !exported.has(`runbooks/${name}.md`)),
      [],
    );
    const links = [...exported].flatMap(([page, text]) =>
      [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => [page, target] as const),
    );
    const inside = links.filter(([, target]) => !/^https?:/.test(target));
    t.ok(inside.length > 100);
    t.same(
      inside.filter(([page, target]) => !exported.has(posix.join(posix.dirname(page), target))),
      [],
    );
    const ofProject = links.flatMap(([, target]) => target.split(projectFileUrl('')).slice(1));
    t.ok(ofProject.length > 5);
    for (const path of ofProject) t.ok(ownFiles.read(path).length > 0, path);
    t.end();
  },
);
