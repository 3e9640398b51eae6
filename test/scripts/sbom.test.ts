import { execFileSync } from 'node:child_process';
import t from 'tap';
import { productionPackages, readLock } from '../../scripts/production-packages.js';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

interface Sbom {
  readonly bomFormat: string;
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string; readonly component: Component };
  readonly components: readonly Component[];
}

const sbom = (): Sbom =>
  JSON.parse(execFileSync(process.execPath, ['build/scripts/sbom.js'], { encoding: 'utf8' })) as Sbom;

void t.test(
  'the SBOM lists the production packages of the lock file, with hashes and licences, and nothing else',
  (t) => {
    const { bomFormat, components, metadata } = sbom();
    t.equal(bomFormat, 'CycloneDX');
    t.match(metadata.component, { name: 'apiserver-cert-exporter', licenses: [{ license: { id: 'Apache-2.0' } }] });
    const listed = components.map(({ name, version, hashes, licenses }) => ({
      name,
      version,
      hashes: hashes.map(({ alg, content }) => `${alg} ${content}`),
      licenses: licenses.map(({ license }) => license.id),
    }));
    const expected = productionPackages(readLock()).map(({ name, version, integrity = '', license }) => ({
      name,
      version,
      hashes: [`SHA-512 ${Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')}`],
      licenses: [license],
    }));
    const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
    t.same(listed.sort(byName), expected.sort(byName));
    t.end();
  },
);

void t.test('two runs differ in the serial number and in the time alone', (t) => {
  const same = ({ serialNumber, metadata: { timestamp, ...metadata }, ...rest }: Sbom) => {
    t.match(serialNumber, /^urn:uuid:/);
    t.ok(Date.parse(timestamp) > 0);
    return { ...rest, metadata };
  };
  t.same(same(sbom()), same(sbom()));
  t.end();
});
