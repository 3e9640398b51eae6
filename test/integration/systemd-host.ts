import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInBackground } from './background-process.js';
import { type Outcome, run } from './run.js';
import { bootScript, initScript, removeScript } from './systemd-boot.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

/** A host with a systemd of its own: the files of this host in copy, no network, and no process of this host. */
export interface SystemdHost {
  /** Runs a script as root there, in the folder /root/install. */
  readonly sh: (script: string) => Promise<Outcome>;
  /** The command that enters it, for what has to run in the background. */
  readonly enter: readonly string[];
}

/**
 * Boots a real systemd, with no units but the journal, until the test ends. Needs root. `prepare` is a script that writes files before: its
 * working folder is the root folder of the new host. What is written there is in memory, and gone with it.
 */
export async function startSystemdHost(
  t: { readonly teardown: (end: () => Promise<void>) => unknown },
  prepare: string,
): Promise<SystemdHost> {
  let removeFolder = (): void => undefined;
  const folder = temporaryFolder({ teardown: (remove) => (removeFolder = remove) });
  const group = `apiserver-cert-exporter-${process.pid}`;
  const argv = ['unshare', '--mount', 'bash', '-ec', bootScript, 'boot', folder, group, prepare, initScript];
  const { log, hasEnded, end } = await startInBackground(argv, join(folder, 'boot.log'));
  t.teardown(async () => {
    // With the first process of a namespace, every other one ends.
    await end('SIGKILL');
    await until('its control group is empty', 10, async () => {
      const removed = await run([
        'unshare',
        '--mount',
        'bash',
        '-ec',
        removeScript,
        'remove',
        join(folder, 'mount'),
        group,
      ]);
      return removed.code === 0 ? true : undefined;
    });
    removeFolder();
  });
  const enter = await until('systemd is there', 30, () => {
    if (hasEnded()) return [];
    const parent = readFileSync(join(folder, 'pid'), 'utf8').trim();
    const pid = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim();
    if (readFileSync(`/proc/${pid}/comm`, 'utf8') !== 'systemd\n') return undefined;
    return ['nsenter', '--target', pid, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root', '--wd'];
  });
  if (enter.length === 0) throw new Error(`no systemd:\n${log()}`);
  const sh = (script: string): Promise<Outcome> => run([...enter, 'sh', '-c', `cd /root/install && { ${script}\n}`]);
  await until('systemd has booted', 30, async () =>
    (await sh('systemctl is-system-running --wait')).code === 0 ? true : undefined,
  );
  return { sh, enter };
}
