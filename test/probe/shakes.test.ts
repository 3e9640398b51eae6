import { connect } from 'node:tls';
import t from 'tap';
import { type Clock, systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createShakes } from '../../src/probe/shakes.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { endpointOf } from './endpoint-fixture.js';
import { createProbedCluster } from './probed-cluster.js';

const { start } = await createProbedCluster();

function shakesOf(port: number, seconds: number) {
  const said: string[] = [];
  const shakes = createShakes(endpointOf({ addresses: [`127.0.0.1:${port}`] }), {
    dial: connect,
    clock: systemClock,
    deadline: deadlineIn(seconds, systemClock),
    onConnect: () => said.push('connected'),
    onChainCut: () => said.push('cut'),
  });
  return { ...shakes, said };
}

void t.test('each handshake has its SNI', async (t) => {
  const { port, seen } = await start(t);
  const { once, oneOfMany, said } = shakesOf(port, 5);
  for (const shaken of [await once('a'), await oneOfMany('b'), await once(undefined)]) {
    t.ok(shaken.ok && shaken.certificates.length > 0);
    if (shaken.ok) await shaken.close();
  }
  t.same(seen.sniSeen, ['a', 'b', undefined]);
  t.same(said, ['connected', 'connected', 'connected']);
});

void t.test('one of many takes a third of the time that is left', async (t) => {
  const port = await startTcpServer(t, () => undefined);
  const { once, oneOfMany, lateAfterHalf } = shakesOf(port, 0.6);
  const [begun, isLate] = [Date.now(), lateAfterHalf()];
  t.match(await oneOfMany('a'), { ok: false, reason: 'tls_timeout' });
  t.ok(Date.now() - begun < 500, 'it leaves time for others');
  t.equal(isLate(), false);
  t.match(await once('a'), { ok: false, reason: 'tls_timeout' });
  t.ok(Date.now() - begun >= 590);
  t.equal(isLate(), true);
});

void t.test('a slow server is not asked for what it could not answer in the time of one of many', async (t) => {
  const { port } = await start(t);
  let passed = 0;
  const clock: Clock = { ...systemClock, monotonic: () => systemClock.monotonic() + passed };
  const { once, lateAfterHalf } = createShakes(endpointOf({ addresses: [`127.0.0.1:${port}`] }), {
    dial: (options) => {
      passed += 9500;
      return connect(options);
    },
    clock,
    deadline: deadlineIn(100, clock),
    onConnect: () => undefined,
    onChainCut: () => undefined,
  });
  const isLate = lateAfterHalf();
  const late: boolean[] = [];
  for (let count = 0; count < 2; count++) {
    late.push(isLate());
    const shaken = await once('a');
    t.ok(shaken.ok);
    if (shaken.ok) await shaken.close();
  }
  t.same([...late, isLate()], [false, false, true], 'of 81 s, a third is less than three times 9.5 s');
});
