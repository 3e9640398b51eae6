import t from 'tap';
import { fixedSource } from '../../src/discovery/target-source.js';
import { observe } from '../../src/scrape/observe.js';
import type { RunningConfig } from '../../src/scrape/running-config.js';
import { report, target } from '../fixtures/report.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('targets and files side by side, within the deadline', async (t) => {
  const deadlines: number[] = [];
  const joining =
    <T>(result: T) =>
    (_subject: unknown, deadline: number) => {
      deadlines.push(deadline);
      return Promise.resolve(result);
    };
  const running = {
    config: { targets: [] },
    probes: { join: joining(target(report())) },
    files: { join: joining([]) },
  } as unknown as RunningConfig;
  t.match(await observe(running, [Promise.resolve([fixedSource(targetOf({ addresses: ['a.example'] }))])], 7), {
    reports: [{ target: { name: 'prod' } }],
    evidence: { files: [], serving: [] },
  });
  t.same(deadlines, [7, 7]);
});
