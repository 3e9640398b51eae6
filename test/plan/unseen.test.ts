import t from 'tap';
import { failed } from '../../src/files/file-report.js';
import { unseen } from '../../src/plan/unseen.js';
import { otherServer } from '../fixtures/other-server.js';
import { down, report, target } from '../fixtures/report.js';

const notServed = { state: 'not_served', because: 'serving_certificate' } as const;
const files = [{ path: '/x', outcome: failed('missing'), certificates: [] }];

void t.test('what the plan lacks', (t) => {
  t.same(unseen([], { files: [] }), []);
  t.same(unseen([target(report())], { files: [] }), []);
  t.same(
    unseen(
      [
        target(down(), down({ address: 'b:1' }), report({ loopback: { state: 'failed' } })),
        { ...target(), discovered: false },
      ],
      { files },
    ),
    [
      '1 target: not all addresses are known',
      '2 endpoints: no certificate was seen',
      '1 endpoint: the loopback certificate was not seen: its end is unknown',
      '1 file: not all certificates could be read',
    ],
  );
  const counted = { ...target(report()), instances: { ...target().instances, listed: 3 } };
  t.same(unseen([counted], { files: [] }), ['2 more API servers: known, and not probed']);
  const behind = (outOfReach: readonly string[]) => ({
    ...target(report()),
    scope: { kind: 'server', because: 'no way', outOfReach } as const,
  });
  t.same(unseen([behind(['a:1', 'b:1'])], { files: [] }), ['1 more API server: known, and not probed']);
  t.same(unseen([behind([])], { files: [] }), ['1 target: how many API servers there are is unknown']);
  t.end();
});

void t.test('what nobody misses', (t) => {
  t.same(unseen([{ ...target(), discovered: false, isIdle: true }], { files: [] }), []);
  t.same(unseen([target(report({ path: '/k8s/clusters/c-1', loopback: notServed }))], { files: [] }), [], 'a gateway');
  t.same(unseen([target(otherServer({ loopback: notServed }))], { files: [] }), [], 'its end is harmless');
  t.end();
});
