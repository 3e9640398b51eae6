import t from 'tap';
import { staticSource } from '../../src/discovery/target-source.js';
import { createSnapshot } from '../../src/exporter/snapshot.js';
import type { FileReport } from '../../src/files/file-report.js';
import { systemClock } from '../../src/probe/clock.js';
import { createSlots } from '../../src/probe/slots.js';
import type { TargetReport } from '../../src/probe/sweep.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('a look is told of once, however many share it', async (t) => {
  const looked: TargetReport[] = [];
  let joined = 0;
  const unused = (): never => {
    throw new Error('nothing is to be dialled');
  };
  const source = staticSource(targetOf({ addresses: ['a.example'] }));
  const config = {
    files: [],
    kubeadm: false,
    targets: [],
    probe: { timeout: 1, concurrency: 1, loopback: true, http: true, discoveryInterval: 60, allowNetworks: [] },
  };
  const world = {
    dial: unused,
    decode: unused,
    clock: systemClock,
    startTimes: { get: unused, set: unused },
    slots: createSlots(1, 250),
    resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  };
  const filesLooked: (readonly FileReport[])[] = [];
  const lookAtNoFiles = () => ({ done: Promise.resolve([]), soFar: unused });
  const snapshot = createSnapshot(config, [source], world, lookAtNoFiles, {
    looked: (report) => looked.push(report),
    lookedAdHoc: unused,
    joined: () => (joined += 1),
    filesLooked: (files) => filesLooked.push(files),
  });
  const reports = await Promise.all([1, 2, 3].map(() => snapshot.flights.join(source, Infinity)));
  t.equal(looked.length, 1);
  t.equal(joined, 2);
  for (const report of reports) t.equal(report, looked[0]);
  t.match(looked, [{ discovered: false, reports: [{ failures: [{ probe: 'resolve', reason: 'dns' }] }] }]);

  await Promise.all([1, 2, 3].map(() => snapshot.files.join(config, Infinity)));
  t.same(filesLooked, [[]]);
  t.equal(joined, 2, 'counts targets alone');
});
