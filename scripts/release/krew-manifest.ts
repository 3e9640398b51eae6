// Prints the manifest of the kubectl plugin for the archives of a release: node build/scripts/release/krew-manifest.js FOLDER
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillKrewManifest } from './fill-krew-manifest.js';
import { readFacts } from './read-facts.js';

const [folder = '.'] = process.argv.slice(2);
const { version } = readFacts();
const archives = ['amd64', 'arm64'].map((arch) => {
  const bytes = readFileSync(join(folder, `apiserver-cert-exporter-${version}-linux-${arch}.tar.gz`));
  return { arch, sha256: createHash('sha256').update(bytes).digest('hex') };
});
process.stdout.write(fillKrewManifest(readFileSync('deploy/krew/apiserver-certs.yaml', 'utf8'), version, archives));
