import t from 'tap';
import { staticSource } from '../../src/discovery/target-source.js';
import { lookAt } from '../../src/exporter/look-at.js';
import type { Snapshot } from '../../src/exporter/snapshot.js';
import { report, target } from '../findings/report-fixture.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('targets and files side by side, within the deadline', async (t) => {
  const deadlines: number[] = [];
  const joining =
    <T>(result: T) =>
    (_subject: unknown, deadline: number) => {
      deadlines.push(deadline);
      return Promise.resolve(result);
    };
  const snapshot = {
    config: { targets: [] },
    flights: { join: joining(target(report())) },
    files: { join: joining([]) },
  } as unknown as Snapshot;
  t.match(await lookAt(snapshot, [staticSource(targetOf({ addresses: ['a.example'] }))], 7), {
    reports: [{ target: { name: 'prod' } }],
    evidence: { files: [], serving: [] },
  });
  t.same(deadlines, [7, 7]);
});
