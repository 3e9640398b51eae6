import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type { Test } from 'tap';
import { apiserverListener, defaultHttp } from '../../demo/apiserver-http.js';
import { createAuthority } from '../../demo/pki.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';

export const token = 'k8s-aws-v1.some-token';

/** The exec part of a kubeconfig's user. */
export type Exec = Readonly<Record<string, unknown>>;

/** An API server that demands the token, and kubeconfigs whose user has a plugin. */
export interface PluginScene {
  /** Writes a kubeconfig with this exec part and returns its path. */
  readonly kubeconfig: (name: string, exec: Exec) => string;
  /** Writes a program `name` into the folder on the PATH. Each run of it adds a line to its log. */
  readonly install: (name: string, script: string) => void;
  /** What each run of the program was given: its arguments, and KUBERNETES_EXEC_INFO. Empties the log. */
  readonly runsOf: (name: string) => readonly PluginRun[];
  readonly env: { readonly PATH: string; readonly HOME: string };
}

export interface PluginRun {
  readonly args: string;
  readonly profile: string;
  readonly info: unknown;
}

export async function pluginScene(t: Test, folder: string): Promise<PluginScene> {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const leaf = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const http = { ...defaultHttp, anonymous: 'unauthorized', token, handshakeErrors: 0 } as const;
  const server = createServer(
    { cert: leaf.pem, key: leaf.key, ca: authority.pem, requestCert: true, rejectUnauthorized: false },
    apiserverListener(() => http),
  );
  const port = await listenOnLoopback(t, server);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority-data': Buffer.from(authority.pem).toString('base64'),
    extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'a' } }],
  };
  return {
    kubeconfig: (name, exec) => {
      const path = join(folder, `${name}.conf`);
      writeFileSync(path, kubeconfigWith(cluster, { exec }));
      return path;
    },
    install: (name, script) => {
      const file = join(bin, name);
      writeFileSync(file, recording(file, script));
      chmodSync(file, 0o755);
    },
    runsOf: (name) => takeRuns(join(bin, `${name}.log`)),
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: folder },
  };
}

function recording(file: string, script: string): string {
  const line = `printf '%s\\t%s\\t%s\\n' "$*" "$AWS_PROFILE" "$KUBERNETES_EXEC_INFO" | tr -d '\\n' >> '${file}.log'`;
  return `#!/bin/sh\n${line}; echo >> '${file}.log'\n${script}\n`;
}

function takeRuns(log: string): readonly PluginRun[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [];
  writeFileSync(log, '');
  return lines.map((line) => {
    const [args = '', profile = '', info = ''] = line.split('\t');
    return { args, profile, info: JSON.parse(info) as unknown };
  });
}

/** A script that prints a credential. `status`: its members besides the token. */
export function printing(apiVersion: string, status: object = { token }): string {
  const credential = { kind: 'ExecCredential', apiVersion, spec: { interactive: false }, status };
  return `cat <<'END'\n${JSON.stringify(credential)}\nEND`;
}

/** The time in an hour, as plugins print it. */
export function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
}
