import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { chartFolder, helm, template } from '../../deploy/chart.js';
import { skippedWithout } from '../../integration/requires.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';
import { allShellBlocks, pagesWithCommands } from './pages.js';
import type { Words } from './simple-commands.js';

t.setTimeout(180_000);

const chart = /^(?:oci:\/\/\S*\/charts\/apiserver-cert-exporter|deploy\/chart|\S*\.tgz)$/;
/** Flags of `install` and `upgrade` that `template` lacks or that need a registry, with the number of their words. */
const dropped: Readonly<Record<string, number>> = {
  '--install': 1,
  '--create-namespace': 1,
  '--reuse-values': 1,
  '--wait': 1,
  '--version': 2,
};

/** The values files that a page shows: YAML whose first line is `# values.yaml`. */
function valuesOf(path: string): readonly string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/^ *```yaml\n *# values\.yaml\b.*\n([^]*?)^ *```/gm);
  return [...blocks].map(([, text = '']) => text);
}

/** The same command as one that renders the chart of this tree. Undefined: it renders nothing. */
function asTemplate([, verb = '', ...rest]: Words): Words | undefined {
  if (!['install', 'template', 'upgrade'].includes(verb)) return undefined;
  const words: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const skip = dropped[word];
    if (skip === undefined) words.push(chart.test(word) ? chartFolder : word);
    else at += skip - 1;
  }
  return ['template', ...words];
}

function inFolder(t: Test, path: string, args: Words): Words {
  const [values] = valuesOf(path);
  if (values === undefined) return args;
  const file = join(temporaryFolder(t), 'values.yaml');
  writeFileSync(file, values);
  return args.map((word) => (word === 'values.yaml' ? file : word));
}

void t.test('the chart takes the arguments of each helm command', skippedWithout('helm'), async (t) => {
  const commands = allShellBlocks().flatMap(({ path, line, commands }) =>
    commands.filter(([program]) => program === 'helm').map((words) => ({ path, line, words })),
  );
  t.ok(commands.length > 2);
  for (const { path, line, words } of commands) {
    const args = asTemplate(words);
    if (args === undefined) t.equal((await helm([...words.slice(1, 2), '--help'])).code, 0, words.join(' '));
    else {
      const { code, stderr } = await helm(inFolder(t, path, args));
      t.equal(code, 0, `${path}:${line}: ${words.join(' ')}: ${stderr}`);
    }
  }
});

void t.test('the chart takes each values file', skippedWithout('helm'), async (t) => {
  const pages = pagesWithCommands().flatMap((path) => valuesOf(path).map((values) => ({ path, values })));
  t.ok(pages.length > 2);
  for (const { path, values } of pages) {
    const file = join(temporaryFolder(t), 'values.yaml');
    writeFileSync(file, values);
    const { code, stderr } = await template({ files: [file] });
    t.equal(code, 0, `${path}: ${stderr}`);
  }
});
