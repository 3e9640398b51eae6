// Makes single executables: npm run binary [-- --arch amd64] [--arch arm64]. Without --arch, one for this machine. It needs a way to npm's
// registry for Node itself, which is in build/node afterwards. Node for this machine makes those for other ones, too.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleOneFile, bundleThreads, threads } from './bundle.js';
import { fetchNode } from './fetch-node.js';
import type { Architecture } from './node-release.js';

const [parts, output, nodes] = ['build/executable', 'build/bin', 'build/node'];

/**
 * Options of Node inside. NODE_OPTIONS of the environment comes after them, and counts. Options of V8 would cost 40 ms at each start: under them, it
 * does not take the compiled code of Node's own modules.
 */
const execArgv: readonly string[] = [
  // SIGUSR1 must not open a debugger, not even before the program handles it.
  '--disable-sigusr1',
];

const here: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';

function architecture(name: string): Architecture {
  if (name === 'amd64' || name === 'arm64') return name;
  throw new Error(`--arch ${name}: amd64 and arm64 are supported`);
}

/** What is inside: the files of the npm package, apart from its code. */
function packedFiles(): readonly string[] {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
  const [packed] = JSON.parse(listing) as { readonly files: readonly { readonly path: string }[] }[];
  return packed?.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/')) ?? [];
}

async function assets(): Promise<Readonly<Record<string, string>>> {
  mkdirSync(parts, { recursive: true });
  await bundleOneFile(join(parts, 'bin.js'));
  await bundleThreads(parts);
  const scripts = ['bin.js.map', ...threads.flatMap((thread) => [`${thread}.js`, `${thread}.js.map`])];
  return Object.fromEntries([
    ...packedFiles().map((path) => [path, path]),
    ...scripts.map((script) => [`dist/${script}`, join(parts, script)]),
  ]) as Readonly<Record<string, string>>;
}

function makeExecutable(target: Architecture, inside: Readonly<Record<string, string>>): string {
  const path = join(output, `apiserver-cert-exporter-linux-${target}`);
  const config = join(parts, `${target}.json`);
  const settings = {
    main: join(parts, 'bin.js'),
    mainFormat: 'module',
    executable: join(fetchNode(target, nodes), 'bin/node'),
    output: path,
    disableExperimentalSEAWarning: true,
    execArgv,
    // The machine that compiles is the one that can take it. One for another machine compiles what it runs, as Node does anyway.
    useCodeCache: target === here,
    assets: inside,
  };
  writeFileSync(config, JSON.stringify(settings));
  // V8 takes compiled code only under the options with which it was compiled.
  execFileSync(join(fetchNode(here, nodes), 'bin/node'), [...execArgv, '--build-sea', config]);
  return path;
}

const { values } = parseArgs({ options: { arch: { type: 'string', multiple: true, default: [here] } } });
const targets = values.arch.map(architecture);
mkdirSync(output, { recursive: true });
const inside = await assets();
for (const target of targets) console.log(makeExecutable(target, inside));

const license = readFileSync(join(fetchNode(here, nodes), 'LICENSE'), 'utf8');
writeFileSync(
  join(output, 'THIRD-PARTY-LICENSES.txt'),
  `${readFileSync('THIRD-PARTY-LICENSES.txt', 'utf8')}\n\nNode.js, which the executable contains\n\n${license}`,
);
