import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t from 'tap';
import { skippedWithout } from '../integration/requires.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
const helm = process.env['HELM'] ?? 'helm';

/** Writes an image of nothing for two architectures, as an OCI layout. https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
function writeLayout(folder: string, author: string): void {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  const blob = (value: unknown): { readonly digest: string; readonly size: number } => {
    const bytes = Buffer.from(JSON.stringify(value));
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(folder, 'blobs/sha256', hash), bytes);
    return { digest: `sha256:${hash}`, size: bytes.length };
  };
  const type = 'application/vnd.oci.image.';
  const manifests = ['amd64', 'arm64'].map((architecture) => {
    const image = { author, architecture, os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [] } };
    const config = { mediaType: `${type}config.v1+json`, ...blob(image) };
    const manifest = { schemaVersion: 2, mediaType: `${type}manifest.v1+json`, config, layers: [] };
    return { mediaType: manifest.mediaType, ...blob(manifest), platform: { architecture, os: 'linux' } };
  });
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  const index = { schemaVersion: 2, mediaType: `${type}index.v1+json`, manifests };
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
}

/** Starts a registry in memory, and returns its port. */
async function serveRegistry(): Promise<{ readonly registry: ChildProcess; readonly port: string }> {
  const registry = spawn('crane', ['registry', 'serve', '--address', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: registry.stderr })) {
    const [, port] = /serving on port (\d+)/.exec(line) ?? [];
    if (port !== undefined) {
      registry.stderr.resume();
      return { registry, port };
    }
  }
  throw new Error('the registry ended');
}

void t.test('image and chart are pushed once, and never replaced', skippedWithout('crane', 'helm'), async (t) => {
  const folder = t.testdir();
  writeLayout(join(folder, 'image'), 'one');
  t.equal(spawnSync(helm, ['package', 'deploy/chart', '--destination', folder]).status, 0);
  const chart = join(folder, `apiserver-cert-exporter-chart-${version}.tgz`);
  const packed = readFileSync(join(folder, `apiserver-cert-exporter-${version}.tgz`));
  writeFileSync(chart, packed);

  const { registry, port } = await serveRegistry();
  t.teardown(async () => {
    registry.kill();
    await once(registry, 'exit');
  });
  const home = `127.0.0.1:${port}/owner/apiserver-cert-exporter`;
  const publish = (to = home): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(join('.ci', 'publish'), [folder, to], { encoding: 'utf8', env: { ...process.env, PLAIN_HTTP: 'true' } });

  const first = publish();
  t.equal(first.status, 0, first.stderr);
  const index = createHash('sha256')
    .update(readFileSync(join(folder, 'image/index.json')))
    .digest('hex');
  t.match(first.stdout, `image=${home}@sha256:${index}\nimage-digest=sha256:${index}\n`);
  t.match(first.stdout, /^chart=127\.0\.0\.1:\d+\/owner\/charts\/apiserver-cert-exporter@sha256:[0-9a-f]{64}$/m);
  t.equal(publish().stdout, first.stdout, 'again, after a job that failed later');

  writeFileSync(chart, Buffer.concat([packed, Buffer.from([0])]));
  t.match(publish(), { status: 1, stderr: 'charts/apiserver-cert-exporter:', stdout: '' });
  writeFileSync(chart, packed);
  writeLayout(join(folder, 'image'), 'two');
  t.match(publish(), { status: 1, stderr: `${home}:${version} is there with other contents`, stdout: '' });
  t.equal(publish('127.0.0.1:1/owner/name').status, 1, 'without an answer nothing is pushed');
});
