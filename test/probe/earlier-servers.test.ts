import t from 'tap';
import { earlierServers } from '../../src/probe/earlier-servers.js';
import { foundLoopback } from '../../src/probe/probe-loopback.js';
import { createServerMemories } from '../../src/probe/server-memories.js';
import { certificate } from '../fixtures/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { servedChain } from './served-chain.js';

const memories = createServerMemories();
const clock = { now: () => 0, monotonic: () => 0 };
const earlierOf = (change: TargetChange) => earlierServers(endpointOf(change), memories, clock);
const leaf = (fingerprintSha256: string, notAfter: number) => certificate({ fingerprintSha256, notAfter });
const result = (name: string, notAfter: number) => ({
  loopback: foundLoopback({ chain: [leaf(name, notAfter)], startedAt: notAfter }, []),
  reason: undefined,
  probes: 1,
});

void t.test('processes that take turns are all there, the first to end in front', (t) => {
  const { processes } = earlierOf({});
  const seen = (name: string, notAfter: number) => {
    const { loopback } = processes(result(name, notAfter));
    if (loopback.state !== 'found') throw new Error(loopback.state);
    const names = loopback.processes.map(({ chain }) => chain[0].fingerprintSha256).join('');
    return `${names} ${String(loopback.startedAt)}`;
  };
  t.same([seen('a', 1), seen('b', 2), seen('a', 1), seen('b', 2)], ['a 1', 'b 2', 'ab 1', 'ab 1']);
  const failed = { loopback: { state: 'failed' }, reason: 'reset', probes: 1 } as const;
  t.equal(processes(failed), failed, 'nothing is made up');
  t.end();
});

void t.test('targets, addresses and server names are kept apart', (t) => {
  const [one, other] = [servedChain(leaf('a', 1)), servedChain(leaf('b', 1))];
  for (const change of [{}, { name: 'other' }, { addresses: ['127.0.0.1:1'] }, { serverName: 'api' }]) {
    const { chains } = earlierOf(change);
    const seen = [chains([one]), chains([other]), chains([one]), chains([other])];
    t.same(seen, [[one], [other], [one], [other, one]], JSON.stringify(change));
  }
  t.end();
});
