import t from 'tap';
import { targetGroups } from '../../src/discovery/target-groups.js';
import { listTargets, nameTargets } from '../../src/discovery/targets.js';
import { createSameBytes } from '../../src/document/same-bytes.js';
import { readFiles } from '../../src/files/read-files.js';
import { createYamlParsers } from '../../src/kube/yaml-parsers.js';
import { yamlReaders } from '../../src/kube/yaml-readers.js';
import type { YamlRequest } from '../../src/kube/yaml-worker.js';
import { systemClock } from '../../src/net/clock.js';
import { findProgram } from '../../src/process/find-program.js';
import { runProgram } from '../../src/process/run-program.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { configWith } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { fleetKubeconfig } from '../kube/fleet-kubeconfig.js';
import { loadedCas } from './cas-fixture.js';

const clusters = 200;
const each = (index: number): string => `/etc/fleet/${String(index).padStart(3, '0')}.conf`;
const one = '/etc/fleet.conf';
const indexes = Array.from({ length: clusters }, (_, index) => index);

interface Layout {
  readonly targets: readonly object[];
  /** The files with so many bytes for each cluster. */
  readonly files: (bytes: number) => Record<string, string>;
}

const oneFile = (bytes: number): Record<string, string> => ({ [one]: fleetKubeconfig(clusters, bytes) });
/** No two of them are equal. */
const manyFiles = (bytes: number): Record<string, string> =>
  Object.fromEntries(
    indexes.map((index) => [each(index), fleetKubeconfig(1, bytes).replaceAll('c0', `c${String(index)}`)]),
  );

const layouts: Readonly<Record<string, Layout>> = {
  '200 targets of one kubeconfig': {
    targets: indexes.map((index) => ({ name: `t${index}`, kubeconfig: { file: 'fleet.conf', context: `c${index}` } })),
    files: oneFile,
  },
  'a fleet in one kubeconfig': { targets: [{ name: 'fleet', kubeconfigs: ['fleet.conf'] }], files: oneFile },
  'a fleet in 200 kubeconfigs': { targets: [{ name: 'fleet', kubeconfigs: ['fleet/*.conf'] }], files: manyFiles },
};

for (const [name, { targets, files: filesOf }] of Object.entries(layouts))
  void t.test(`${name}, with their certificates on disk: each content is parsed once`, async (t) => {
    let files = filesOf(100);
    const paths = Object.keys(files);
    const parsed: string[] = [];
    const readers: typeof yamlReaders = {
      contents: (...given) => (parsed.push('contents'), yamlReaders.contents(...given)),
      embedded: (...given) => (parsed.push('embedded'), yamlReaders.embedded(...given)),
      named: (...given) => (parsed.push('named'), yamlReaders.named(...given)),
    };
    const ask = ({ kind, bytes }: YamlRequest) => Promise.resolve(readers[kind](bytes));
    const parsers = createYamlParsers(readers, { ask, close: () => Promise.resolve() });
    // Each read gives new bytes, as those of a disk do.
    const read = createSameBytes((file, limit) => filesReader({ ...files })(file, limit));
    const expand = () => Promise.resolve({ paths, failures: [] });
    const groups = targetGroups(await configWith({ targets }, files, '/etc'), {
      userAgent: 'test',
      followCas: loadedCas,
      ...toKnownServers,
      clock: { now: systemClock.now, monotonic: () => 0 },
      read,
      parsers,
      files: { expand, fileState: () => Promise.resolve({ ok: true, stamp: '', changedAt: 0 }) },
      decode: decodeCertificate,
      env: {},
      exec: { run: runProgram, find: findProgram },
    });
    const scrape = async (): Promise<number> => {
      const sources = await listTargets(nameTargets(groups), Infinity);
      const found = await Promise.all(sources.map(({ find }) => find()));
      const exists = () => Promise.resolve(true);
      await readFiles({ specs: [], paths }, { read, parsers, decode: decodeCertificate, expand, exists }).done;
      return found.filter(({ target }) => target?.addresses.length === 1).length;
    };
    const counted = (): readonly number[] =>
      ['contents', 'embedded', 'named'].map((kind) => parsed.filter((one) => one === kind).length);
    const times = (count: number): readonly number[] => Array<number>(3).fill(count * paths.length);
    for (let time = 0; time < 3; time += 1) t.equal(await scrape(), clusters);
    t.same(counted(), times(1));
    files = filesOf(101);
    for (let time = 0; time < 3; time += 1) t.equal(await scrape(), clusters);
    t.same(counted(), times(2), 'and once more when it has changed');
  });
