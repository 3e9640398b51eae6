import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { readKubeconfig } from '../../src/kube/kubeconfig-file.js';
import { kubeconfigMutant } from './kubeconfig-mutants.js';
import { kubectlAccess, kubectlView, ownAccess, ownView } from './kubeconfig-view.js';
import { createKubectl, type Kubectl } from './kubectl.js';
import { skippedWithout } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(900_000);

const count = 500;

/** kubectl processes at once. */
const lanes = 4;

/** `KUBECONFIG_SEED` repeats a run. */
const seed = Number(process.env['KUBECONFIG_SEED'] ?? randomInt(2 ** 31));

/** What js-yaml reads and libyaml refuses, because YAML 1.2 allows `\/` in quotes and tabs at more places than YAML 1.1. */
const onlyInYaml11 =
  /found (?:unknown escape character|character that cannot start any token|a tab character that violates indentation)/;

void t.test('kubeconfigs as they are found are read as kubectl reads them', skippedWithout('kubectl'), async (t) => {
  t.setTimeout(840_000);
  const folder = temporaryFolder(t);
  const kubectl = await createKubectl(folder);
  const queue = fc.sample(kubeconfigMutant, { numRuns: count, seed }).entries();
  const tally = { accepted: 0, used: 0, tolerated: 0 };
  const work = async (): Promise<void> => {
    for (const [index, bytes] of queue) {
      const path = join(folder, `${index}.conf`);
      writeFileSync(path, bytes);
      const outcome = await compare(kubectl, path, bytes);
      if (outcome in tally) tally[outcome as keyof typeof tally] += 1;
      else if (outcome !== 'refused') t.fail(`seed ${seed}, ${index}: ${outcome}\n${Buffer.from(bytes).toString()}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  t.comment(`seed ${seed}: ${JSON.stringify(tally)} of ${count}`);
  t.ok(tally.used > count / 10, 'many of them lead to a server');
  t.ok(tally.accepted + tally.used < (count * 3) / 4, 'and many are refused');
});

type Answer = 'accepted' | 'used' | 'tolerated' | 'refused';

/** Returns what both did, or how they differ. */
async function compare(kubectl: Kubectl, path: string, bytes: Uint8Array): Promise<Answer | `difference: ${string}`> {
  const own = ownView(path, bytes);
  const { code, stdout, stderr } = await view(kubectl, path);
  if (code !== 0) {
    if (own === 'refused') return clearProblem(path, bytes) ? 'refused' : 'difference: our problem is unclear';
    return onlyInYaml11.test(stderr) ? 'tolerated' : `difference: kubectl refuses it: ${stderr}`;
  }
  const expected = kubectlView(path, stdout);
  if (!isDeepStrictEqual(own, expected)) return `difference: ${JSON.stringify([own, expected])}`;
  const access = ownAccess(path, bytes);
  if (access === undefined) return 'accepted';
  // It is asked for what it refuses, though not where the context has no name: clients use that, only --minify does not.
  const minified = await view(
    kubectl,
    path,
    ...(expected === 'refused' || expected['current'] === '' ? [] : ['--minify']),
  );
  const theirs = minified.code === 0 ? kubectlAccess(path, stdout) : minified.stderr;
  return isDeepStrictEqual(access, theirs) ? 'used' : `difference: ${JSON.stringify([access, theirs])}`;
}

function view(kubectl: Kubectl, path: string, ...more: readonly string[]) {
  return kubectl.run('config', 'view', '--raw', '--output', 'json', '--kubeconfig', path, ...more);
}

/** Whether the problem names the file and is a single line. */
function clearProblem(path: string, bytes: Uint8Array): boolean {
  const read = readKubeconfig({ path, bytes });
  const [first] = read.ok ? [] : read.problems.map(formatProblem);
  return first !== undefined && new RegExp(`^${path}(?::\\d+:\\d+)?: [^\\n]{10,}$`).test(first);
}
