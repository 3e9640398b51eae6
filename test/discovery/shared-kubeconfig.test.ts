import t from 'tap';
import { targetGroups } from '../../src/discovery/target-groups.js';
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
const path = '/etc/fleet.conf';

void t.test(
  '200 targets of one kubeconfig, and its certificates on disk, parse it once for each content',
  async (t) => {
    const files: Record<string, string> = { [path]: fleetKubeconfig(clusters, 100) };
    const parsed: string[] = [];
    const ask = ({ kind, bytes }: YamlRequest) => {
      parsed.push(kind);
      return Promise.resolve(yamlReaders[kind](bytes));
    };
    const parsers = createYamlParsers(yamlReaders, { ask, close: () => Promise.resolve() });
    // Each read gives new bytes, as those of a disk do.
    const read = createSameBytes((file, limit) => filesReader({ ...files })(file, limit));
    const targets = Array.from({ length: clusters }, (_, index) => ({
      name: `t${index}`,
      kubeconfig: { file: 'fleet.conf', context: `c${index}` },
    }));
    const groups = targetGroups(await configWith({ targets }, files, '/etc'), {
      userAgent: 'test',
      followCas: loadedCas,
      ...toKnownServers,
      clock: { now: systemClock.now, monotonic: () => 0 },
      read,
      parsers,
      decode: decodeCertificate,
      env: {},
      exec: { run: runProgram, find: findProgram },
    });
    const scrape = async (): Promise<readonly (string | undefined)[]> => {
      const found = await Promise.all(groups.map(({ entry }) => entry.find()));
      await readFiles(
        { specs: [], paths: [path] },
        {
          read,
          parsers,
          decode: decodeCertificate,
          expand: () => Promise.resolve({ paths: [], failures: [] }),
          exists: () => Promise.resolve(true),
        },
      ).done;
      return found.map(({ notes }) => notes[0]);
    };
    const counted = (): readonly number[] =>
      ['contents', 'embedded', 'named'].map((kind) => parsed.filter((one) => one === kind).length);
    for (let time = 0; time < 3; time += 1) await scrape();
    t.same(counted(), [1, 1, 1]);
    files[path] = fleetKubeconfig(clusters, 101);
    for (let time = 0; time < 3; time += 1) t.equal((await scrape()).length, clusters);
    t.same(counted(), [2, 2, 2], 'and once more when it has changed');
  },
);
