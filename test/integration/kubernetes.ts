import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import t, { type Test } from 'tap';
import { bareEnvironment } from './background-process.js';
import { assetsFolders, type Need, requires } from './requires.js';
import { patience } from './until.js';

/** The binaries of one Kubernetes version. */
export interface Kubernetes {
  /** As in `v1.36.3`. */
  readonly version: string;
  /** The 36 of v1.36.3. */
  readonly minor: number;
  /** Returns the path of a program. */
  readonly binary: (name: 'kube-apiserver' | 'etcd' | 'kubeadm') => string;
  /** The variables under which another process finds these binaries only. */
  readonly env: Readonly<Record<'KUBEBUILDER_ASSETS', string>>;
}

export interface Wants {
  /** What the test needs beside Kubernetes. */
  readonly needs?: readonly Need[];
  /** The maximum for one version. */
  readonly seconds: number;
  /** Which versions: `newest` where the version makes no difference to what is tested. */
  readonly versions?: 'all' | 'newest';
}

/**
 * Runs the only test of a file once for each folder of KUBEBUILDER_ASSETS, or for the newest, one after the other. The version is added to the title. If
 * something is missing, the test is skipped with a message, or fails if CI is set.
 */
export function testOnEachKubernetes(
  title: string,
  { needs = [], seconds, versions = 'all' }: Wants,
  run: (t: Test, kubernetes: Kubernetes) => Promise<void>,
): void {
  const options = requires('kubernetes', ...needs);
  if (options.skip !== false) {
    void t.test(title, options, () => undefined);
    return;
  }
  const all = versions === 'newest' ? [newestKubernetes()] : assetsFolders().map(kubernetesIn);
  t.setTimeout((all.length * seconds + 10) * patience * 1000);
  for (const each of all) {
    void t.test(`${title}, ${each.version}`, async (t) => {
      t.setTimeout(seconds * patience * 1000);
      await run(t, each);
    });
  }
}

/** Returns the Kubernetes of a process that was started with the variables of one. Throws if there are several. */
export function onlyKubernetes(): Kubernetes {
  const [folder, ...others] = assetsFolders();
  if (folder === undefined || others.length > 0)
    throw new Error(`KUBEBUILDER_ASSETS must be one folder, without ${delimiter}`);
  return kubernetesIn(folder);
}

/** Returns the newest version that is there. */
export function newestKubernetes(): Kubernetes {
  const [newest] = assetsFolders()
    .map(kubernetesIn)
    .sort((a, b) => b.minor - a.minor);
  if (newest === undefined) throw new Error('KUBEBUILDER_ASSETS is not set');
  return newest;
}

function kubernetesIn(folder: string): Kubernetes {
  const binary: Kubernetes['binary'] = (name) => join(folder, name);
  const answer = execFileSync(binary('kube-apiserver'), ['--version'], { encoding: 'utf8', env: bareEnvironment() });
  const [, version, minor] = /^Kubernetes (v1\.(\d+)\.\S+)/.exec(answer) ?? [];
  if (version === undefined) throw new Error(`${binary('kube-apiserver')} --version: ${answer}`);
  return { version, minor: Number(minor), binary, env: { KUBEBUILDER_ASSETS: folder } };
}
