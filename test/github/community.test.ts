import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import t from 'tap';

const read = (path: string): string => readFileSync(path, 'utf8');
const { repository } = JSON.parse(read('package.json')) as { readonly repository: string };
const home = repository.replace('github:', 'https://github.com/');
const forms = '.github/ISSUE_TEMPLATE';

interface Field {
  readonly type: string;
  readonly id?: string;
  readonly attributes: { readonly label?: string; readonly value?: string; readonly options?: readonly string[] };
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly Field[];
}

/** What GitHub asks of a field: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
function fieldFault({ type, id, attributes }: Field): string | undefined {
  if (type === 'markdown') return attributes.value === undefined ? 'no value' : undefined;
  if (!['textarea', 'input', 'dropdown', 'checkboxes'].includes(type)) return `type ${type}`;
  if (!/^[a-z][a-z-]*$/.test(id ?? '')) return `id ${id ?? 'missing'}`;
  if (attributes.label === undefined) return 'no label';
  if (type === 'dropdown' && (attributes.options ?? []).length < 2) return 'no options';
  return undefined;
}

void t.test('each issue form is one that GitHub shows', (t) => {
  const files = readdirSync(forms).filter((file) => file !== 'config.yml');
  t.ok(files.length > 2);
  for (const file of files) {
    const { name, description, body } = load(read(join(forms, file))) as Form;
    t.ok(name.length > 3 && description.length > 10, file);
    for (const field of body) t.equal(fieldFault(field), undefined, `${file} ${field.id ?? field.type}`);
    const ids = body.flatMap(({ id }) => id ?? []);
    t.equal(new Set(ids).size, ids.length, file);
    t.ok(
      body.some(({ type }) => type !== 'markdown'),
      file,
    );
  }
  t.end();
});

void t.test('who reports a vulnerability is led away from the issues', (t) => {
  const advisories = `${home}/security/advisories/new`;
  t.match(read('SECURITY.md'), `<${advisories}>`);
  const { contact_links: links } = load(read(join(forms, 'config.yml'))) as {
    readonly contact_links: readonly { readonly url: string }[];
  };
  t.equal(links[0]?.url, advisories);
  for (const { url } of links) {
    t.ok(url.startsWith(`${home}/`), url);
    const [, path] = /\/blob\/main\/(.+)$/.exec(url) ?? [];
    if (path !== undefined) t.ok(existsSync(path), path);
  }
  t.end();
});

void t.test('dependabot looks where there is something to update', (t) => {
  const { updates } = load(read('.github/dependabot.yml')) as {
    readonly updates: readonly { readonly 'package-ecosystem': string; readonly directory: string }[];
  };
  const wanted: Readonly<Record<string, RegExp>> = {
    npm: /^package-lock\.json$/,
    'github-actions': /^\.github$/,
    docker: /Dockerfile$/,
    'docker-compose': /^compose\.yaml$/,
    gomod: /^go\.mod$/,
  };
  t.same(new Set(updates.map((update) => update['package-ecosystem'])), new Set(Object.keys(wanted)));
  for (const { 'package-ecosystem': ecosystem, directory } of updates) {
    const pattern = wanted[ecosystem];
    t.ok(pattern && readdirSync(`.${directory}`).some((file) => pattern.test(file)), `${ecosystem} in ${directory}`);
  }
  t.end();
});
