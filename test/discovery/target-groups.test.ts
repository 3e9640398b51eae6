import t from 'tap';
import { targetGroups } from '../../src/discovery/target-groups.js';
import { systemClock } from '../../src/net/clock.js';
import { findProgram } from '../../src/process/find-program.js';
import { runProgram } from '../../src/process/run-program.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { configWith } from '../config/config-fixture.js';
import { filesReader } from '../config/yaml-problems.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { loadedCas } from './cas-fixture.js';

void t.test('each entry is a group, in the order of the configuration', async (t) => {
  const targets = [
    ...['b', 'a'].map((name) => ({ name, addresses: ['10.0.0.1'] })),
    { name: 'c', discovery: 'cluster-api' },
    { name: 'd', discovery: 'aggregated' },
  ];
  const groups = targetGroups(await configWith({ targets }), {
    userAgent: 'test',
    followCas: loadedCas,
    ...toKnownServers,
    clock: systemClock,
    read: filesReader({}),
    decode: decodeCertificate,
    env: {},
    exec: { run: runProgram, find: findProgram },
  });
  t.same(
    groups.map(({ entry, fleet }) => [entry.name, fleet !== undefined]),
    [
      ['b', false],
      ['a', false],
      ['c', true],
      ['d', true],
    ],
  );
});
