import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { allShellBlocks } from '../docs/commands/pages.js';
import type { ShellBlock } from '../docs/commands/shell-blocks.js';
import { readProjectFile } from '../fixtures/project-file.js';
import { type DocumentedFiles, startDocumentedControlPlane } from './docs-control-plane.js';
import { exporterCommand } from './exporter.js';
import { run } from './run.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(660_000);

/** The single executable where there is one, which starts in a fraction of the time. */
const program = process.env['EXECUTABLE'] ? [process.env['EXECUTABLE']] : exporterCommand;

/** The command. `serve` goes on in the background: the next lines of a page ask it something. */
const command = `#!/bin/bash
case "\${1-serve}" in
  serve | --config.file*) ;;
  *) exec ${program.join(' ')} "$@" ;;
esac
${program.join(' ')} "$@" > serve.log 2>&1 &
echo $! >> served
for _ in {1..200}; do
  curl --silent --fail --output /dev/null http://localhost:10643/-/ready && exit 0
  sleep 0.05
done
cat serve.log >&2
exit 1
`;

/** Links the program under the name of a kubectl plugin. A script starts the build, which is no executable file. */
function addPlugin(folder: string): void {
  const [own, link] = [join(folder, 'bin/kubectl-apiserver_certs'), join(folder, '.kube/kubectl-apiserver_certs')];
  symlinkSync(program.at(-1) ?? '', program.length === 1 ? own : link);
  if (program.length > 1) writeFileSync(own, `#!/bin/sh\nexec ${process.execPath} ${link} "$@"\n`, { mode: 0o755 });
}

/** A new folder with what commands read: the files that a page shows (YAML whose first line is \`# NAME\`), certificates, a kubeconfig. */
function folderOf(t: Test, path: string, files: DocumentedFiles): string {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, '.kube'));
  for (const [name, text] of [
    ['ca.crt', files.ca],
    ['apiserver.crt', files.certificate],
    ['.kube/config', files.kubeconfig],
    ['bin/apiserver-cert-exporter', command],
  ] as const)
    writeFileSync(join(folder, name), text);
  for (const [, name = '', text = ''] of readProjectFile(path).matchAll(
    /^```yaml\n# ([\w.-]+\.yml)\b.*\n([^]*?)^```/gm,
  ))
    writeFileSync(join(folder, name), text);
  chmodSync(join(folder, 'bin/apiserver-cert-exporter'), 0o755);
  addPlugin(folder);
  return folder;
}

const blocks = allShellBlocks().filter(({ mark }) => mark === undefined);
const pages = [...new Set(blocks.map(({ path }) => path))];

async function runBlocks(t: Test, folder: string, blocks: readonly ShellBlock[]): Promise<void> {
  const env = { HOME: folder, PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  for (const { line, script } of blocks) {
    writeFileSync(join(folder, 'block.sh'), `cd ${folder}\nset -euo pipefail\n${script}\n`);
    const { code, stdout, stderr } = await run(['bash', join(folder, 'block.sh')], '', env);
    t.equal(code, 0, `line ${line}: ${script}\n${stdout}${stderr}`);
  }
  await run(['bash', '-c', `cd "$1" && [ ! -e served ] || kill $(cat served)`, 'bash', folder]);
}

const files = await startDocumentedControlPlane(t);
t.ok(pages.length > 0);
for (const path of pages)
  await t.test(path, (t) =>
    runBlocks(
      t,
      folderOf(t, path, files),
      blocks.filter((block) => block.path === path),
    ),
  );
