import { readFileSync } from 'node:fs';
import t from 'tap';
import { load } from 'js-yaml';
import { calledAs } from '../../src/cli/kubectl-plugin.js';

interface Manifest {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version: string;
    readonly homepage: string;
    readonly shortDescription: string;
    readonly platforms: readonly {
      readonly selector: { readonly matchLabels: { readonly os: string; readonly arch: string } };
      readonly uri: string;
      readonly sha256: string;
      readonly bin: string;
    }[];
  };
}

const { metadata, spec } = load(readFileSync('deploy/krew/apiserver-certs.yaml', 'utf8')) as Manifest;
const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly repository: string;
};

void t.test('the manifest for krew names this version, its archives, and the command that is in them', (t) => {
  const home = `https://github.com/${own.repository.replace(/^github:/, '')}`;
  t.equal(spec.version, `v${own.version}`);
  t.equal(spec.homepage, home);
  t.ok(spec.shortDescription.length <= 50, 'it fits into the table of kubectl krew search');
  const archives = spec.platforms.map(({ selector: { matchLabels }, uri, sha256, bin }) => {
    t.match(sha256, /^[0-9a-f]{64}$/);
    t.equal(bin, 'apiserver-cert-exporter');
    const archive = `apiserver-cert-exporter-${own.version}-${matchLabels.os}-${matchLabels.arch}.tar.gz`;
    t.equal(uri, `${home}/releases/download/v${own.version}/${archive}`);
    return archive;
  });
  t.equal(new Set(archives).size, 2);
  t.end();
});

void t.test('krew calls the program by the name that makes it a plugin', (t) => {
  // krew's link: kubectl- and the name, with _ in place of -.
  const link = `/root/.krew/bin/kubectl-${metadata.name.replaceAll('-', '_')}`;
  t.same(calledAs(['node', link, '--context', 'prod']).argv.slice(2), ['check', '--context', 'prod']);
  t.end();
});
