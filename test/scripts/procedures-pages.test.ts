import t from 'tap';
import { proceduresPages } from '../../scripts/procedures-pages.js';
import { proceduresFor } from '../../src/findings/control-planes/procedures-for.js';
import { noSituation } from '../../src/findings/procedures/situation.js';

const pages = proceduresPages();

void t.test('a page for each task, with a section for each procedure', (t) => {
  const restart = pages['docs/procedures/restart.md'] ?? '';
  t.match(restart, '# Restart kube-apiserver\n');
  const sections = restart.split('\n## ').length - 1;
  t.equal(sections, proceduresFor('restart', noSituation).length);
  t.end();
});

void t.test('each section of a page has a heading of its own, so that a link leads to it', (t) => {
  for (const [path, page] of Object.entries(pages)) {
    const headings = [...page.matchAll(/^## .*$/gm)].map(([heading]) => heading);
    t.equal(new Set(headings).size, headings.length, path);
  }
  t.end();
});

void t.test('a procedure that does several tasks stands in one page, to which the others link', (t) => {
  const blocks = Object.values(pages).flatMap((page) =>
    [...page.matchAll(/\n## [^]*?```bash\n([^]*?)```/g)].map(([, block]) => block),
  );
  t.equal(new Set(blocks).size, blocks.length);
  for (const [, file = '', anchor = ''] of Object.values(pages)
    .join('\n')
    .matchAll(/The same as \[.*?\]\((.*?)#(.*?)\)/g)) {
    const headings = [...(pages[`docs/procedures/${file}`] ?? '').matchAll(/^## (.*)$/gm)];
    const anchors = headings.map(([, heading = '']) =>
      heading.toLowerCase().replace(/[.:,]/g, '').replaceAll(' ', '-'),
    );
    t.ok(anchors.includes(anchor), `${file}#${anchor}`);
  }
  t.end();
});

void t.test('the index has a row for each procedure, with what ran it', (t) => {
  const index = pages['docs/procedures/README.md'] ?? '';
  for (const { basis } of proceduresFor('renew', noSituation)) t.ok(index.includes(basis), basis);
  t.match(index, '| [Restart kube-apiserver](restart.md) | kubeadm');
  t.end();
});
