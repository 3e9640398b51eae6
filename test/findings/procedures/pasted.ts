import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { requires } from '../../integration/requires.js';

export const needsOpenssl = requires('openssl');

export interface Pasted {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs commands in a folder that stands for the whole node: every absolute path that procedures use is one below it. \`commands\` are programs
 * that are simulated, by name. systemctl does nothing, unless it is one of them.
 */
export function pasteIn(
  folder: string,
  lines: readonly string[] | string,
  commands: Readonly<Record<string, string>> = {},
): Pasted {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(folder, 'root'), { recursive: true });
  for (const [name, script] of Object.entries({ systemctl: 'exit 0', ...commands })) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const script = (typeof lines === 'string' ? lines : lines.join('\n')).replace(
    /\/(?:etc\/kubernetes|root|var\/lib\/kubelet|var\/snap)(?![\w-])/g,
    (path) => `${folder}${path}`,
  );
  const { status, stdout, stderr } = spawnSync('bash', [], {
    input: `${script}\n`,
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: [bin, process.env['PATH']].join(delimiter), HOME: folder },
  });
  return { code: status, stdout, stderr };
}

/** Makes a self-signed CA, as PATH.crt and PATH.key. */
export function makeCa(path: string, name = 'kubernetes', days = 1): void {
  mkdirSync(dirname(path), { recursive: true });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${path}.key`];
  execFileSync(
    'openssl',
    ['req', '-x509', ...key, '-subj', `/CN=${name.replaceAll('/', '-')}`, '-days', String(days), '-out', `${path}.crt`],
    { stdio: 'ignore' },
  );
}

/** Makes a certificate by a CA, as PATH.crt and PATH.key. */
export function makeLeaf(path: string, ca: string, subject: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${path}.key`];
  const request = execFileSync('openssl', ['req', '-new', ...key, '-subj', subject], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const by = ['-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-set_serial', '5', '-days', '1'];
  execFileSync('openssl', ['x509', '-req', ...by, '-out', `${path}.crt`], {
    input: request,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}
