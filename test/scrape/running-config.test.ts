import t from 'tap';
import { singleGroup } from '../../src/discovery/target-group.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import type { FileReport } from '../../src/files/file-report.js';
import { systemClock } from '../../src/net/clock.js';
import { createConcurrencyLimit } from '../../src/probe/concurrency-limit.js';
import type { TargetReport } from '../../src/probe/report.js';
import { createLastingWork, createRunningConfig } from '../../src/scrape/running-config.js';
import { configWith } from '../config/config-fixture.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('a probe is announced once, however many share it', async (t) => {
  const probed: TargetReport[] = [];
  let joined = 0;
  const unused = (): never => {
    throw new Error('nothing is to be dialled');
  };
  const source = fixedSource(targetOf({ addresses: ['a.example'] }));
  const config = await configWith({ targets: [], kubeadm: true });
  const dependencies = {
    dial: unused,
    decode: unused,
    clock: systemClock,
    processes: { hasVersion: unused, get: unused, learn: unused, forget: unused },
    judge: unused,
    names: { get: unused, set: unused },
    servers: { chains: { add: unused }, processes: { add: unused } },
    ownWord: unused,
    sni: { isSafe: unused, learn: unused },
    refusedPaths: { has: unused, get: unused, learn: unused },
    concurrency: createConcurrencyLimit(1, 250),
    resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  };
  const filesRead: (readonly FileReport[])[] = [];
  const lasting = createLastingWork(systemClock, {
    probed: (report) => probed.push(report),
    probedAdHoc: unused,
    joined: () => (joined += 1),
    filesRead: (files) => filesRead.push(files),
  });
  const readNothing = () => ({ done: Promise.resolve([]), soFar: unused });
  const running = createRunningConfig(
    { config, groups: [singleGroup(source)], dependencies, readFiles: readNothing },
    lasting,
  );
  const reports = await Promise.all([1, 2, 3].map(() => running.probes.join(source, Infinity)));
  t.equal(probed.length, 1);
  t.equal(joined, 2);
  for (const report of reports) t.equal(report, probed[0]);
  t.match(probed, [{ discovered: false, reports: [{ failures: [{ probe: 'resolve', reason: 'dns' }] }] }]);

  await Promise.all([1, 2, 3].map(() => running.files.join(config, Infinity)));
  t.same(filesRead, [[]]);
  t.equal(joined, 2, 'counts targets only');
});
