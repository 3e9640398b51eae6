import { readFileSync } from 'node:fs';
import t from 'tap';
import { fillKrewManifest } from '../../../scripts/release/fill-krew-manifest.js';

const platform = (arch: string): string => `    - selector:
        matchLabels: {os: linux, arch: ${arch}}
      uri: https://example.com/v0.1.0/name-0.1.0-linux-${arch}.tar.gz
      sha256: "${'0'.repeat(64)}"
`;
const template = `spec:\n  version: v0.1.0\n  platforms:\n${platform('amd64')}${platform('arm64')}`;
const archives = [
  { arch: 'amd64', sha256: 'a'.repeat(64) },
  { arch: 'arm64', sha256: 'b'.repeat(64) },
];

void t.test('version and sums are set, each below its archive', (t) => {
  const manifest = fillKrewManifest(template, '1.2.3', archives);
  t.match(manifest, '\n  version: v1.2.3\n');
  t.match(manifest, `/v1.2.3/name-1.2.3-linux-amd64.tar.gz\n      sha256: "${'a'.repeat(64)}"\n`);
  t.match(manifest, `/v1.2.3/name-1.2.3-linux-arm64.tar.gz\n      sha256: "${'b'.repeat(64)}"\n`);
  t.notMatch(manifest, '0.1.0');
  t.notMatch(manifest, '0'.repeat(64));
  t.end();
});

void t.test('a manifest that does not fit is no manifest', (t) => {
  t.throws(() => fillKrewManifest(template, '1.2.3', archives.slice(1)), { message: /that the release does not have/ });
  t.throws(() => fillKrewManifest(template, '1.2.3', [...archives, { arch: 'riscv64', sha256: 'c' }]), {
    message: /no archive for riscv64/,
  });
  t.throws(() => fillKrewManifest('spec: {}\n', '1.2.3', archives), { message: /no line/ });
  t.end();
});

void t.test('the manifest of the project can be filled in', (t) => {
  const manifest = fillKrewManifest(readFileSync('deploy/krew/apiserver-certs.yaml', 'utf8'), '1.2.3', archives);
  t.equal(manifest.match(/\/download\/v1\.2\.3\/apiserver-cert-exporter-1\.2\.3-linux-/g)?.length, 2);
  t.end();
});
