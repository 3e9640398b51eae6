import fc from 'fast-check';
import t from 'tap';
import type { KnownNodes } from '../../src/discovery/known-nodes.js';
import { createLeftInstances } from '../../src/discovery/left-instances.js';
import type { ControlPlaneNode } from '../../src/kube/api-objects.js';
import { instanceAt, nodeWith } from './control-plane-fixture.js';

const hour = 3600;
const ipOf = (at: number) => `10.0.0.${at}`;
const node = (at: number, ip = ipOf(at)) => nodeWith(`cp-${at}`, ip);
const unknown: KnownNodes = { known: false, because: 'nodes_forbidden' };

/** A control plane at one moment: minutes since the start, which servers are listed, and its nodes. Undefined: the login may not list them. */
interface Moment {
  readonly minute: number;
  readonly listed: readonly number[];
  readonly nodes?: readonly ControlPlaneNode[] | undefined;
}

/** Returns what is still probed after each moment: `2` is dead as its node exists, `2?` is probed for some time. */
function probed(moments: readonly Moment[], keepRemoved = hour): readonly string[] {
  const left = createLeftInstances(keepRemoved);
  return moments.map(({ minute, listed, nodes }) =>
    left({
      listed: listed.map((at) => instanceAt(ipOf(at))),
      count: listed.length,
      nodes: nodes === undefined || nodes.length === 0 ? unknown : { known: true, nodes },
      now: minute * 60_000,
    })
      .map(({ ip, heldBy }) => `${ip.split('.')[3]}${heldBy === undefined ? '?' : ''}`)
      .join(' '),
  );
}

const all = [1, 2, 3];
const three = all.map((at) => node(at));
const withoutThird = three.slice(0, 2);

void t.test('a server that dies is probed as long as its node exists, however long that is', (t) => {
  const dead = [1, 2, 60, 61, 600, 6000].map((minute) => ({ minute, listed: [1, 2], nodes: three }));
  t.same(probed([{ minute: 0, listed: all, nodes: three }, ...dead]), ['', '3', '3', '3', '3', '3', '3']);
  const removed = { minute: 6001, listed: [1, 2], nodes: withoutThird };
  t.same(probed([{ minute: 0, listed: all, nodes: three }, ...dead, removed]).at(-1), '', 'then its node is removed');
  const back = { minute: 6001, listed: all, nodes: three };
  t.same(probed([{ minute: 0, listed: all, nodes: three }, ...dead, back]).at(-1), '', 'or it is back');
  t.end();
});

void t.test('a server that is removed with its node is forgotten with the next list', (t) => {
  const before = { minute: 0, listed: all, nodes: three };
  t.same(probed([before, { minute: 1, listed: [1, 2], nodes: withoutThird }]), ['', ''], 'both at once');
  const nodeFirst = { minute: 1, listed: all, nodes: withoutThird };
  t.same(probed([before, nodeFirst, { minute: 2, listed: [1, 2], nodes: withoutThird }]), ['', '', ''], 'node first');
  t.end();
});

void t.test('where no node is known, a server is forgotten after keepRemoved', (t) => {
  const moments = [0, 59, 60].map((minute) => ({ minute, listed: minute === 0 ? all : [1, 2] }));
  t.same(probed(moments), ['', '3?', '']);
  t.same(probed(moments, 0), ['', '', ''], '0s: at once');
  t.same(probed(moments, 2 * hour), ['', '3?', '3?']);
  const never = moments.map((moment) => ({ ...moment, nodes: [node(1), node(2)] }));
  t.same(probed(never), ['', '3?', ''], 'its node was never seen');
  t.end();
});

void t.test('while nodes cannot be listed, nothing is taken for removed', (t) => {
  const before = { minute: 0, listed: all, nodes: three };
  t.same(probed([before, { minute: 1, listed: [1, 2], nodes: [] }]), ['', '3?']);
  const later = { minute: 61, listed: [1, 2], nodes: undefined };
  t.same(
    probed([before, { minute: 1, listed: [1, 2], nodes: three }, later]),
    ['', '3', ''],
    'the right was taken away',
  );
  const late = { minute: 2, listed: [1, 2], nodes: three };
  t.same(probed([{ minute: 0, listed: all }, { minute: 1, listed: [1, 2] }, late]), ['', '3?', '3'], 'or granted');
  t.end();
});

void t.test('a server that moved is not dead', (t) => {
  const both = [node(1), node(2), nodeWith('cp-3', ipOf(3), ipOf(4))];
  const before = { minute: 0, listed: all, nodes: both };
  const moments = [1, 60].map((minute) => ({ minute, listed: [1, 2, 4], nodes: both }));
  t.same(probed([before, ...moments]), ['', '3?', ''], 'to another address of its node');
  const elsewhere = [1, 60].map((minute) => ({ minute, listed: [1, 2, 9], nodes: three }));
  t.same(probed([{ ...before, nodes: three }, ...elsewhere]), ['', '3?', ''], 'to an address of no node');
  const renumbered = [node(1), node(2), node(3, ipOf(5))];
  const gone = [1, 60].map((minute) => ({ minute, listed: [1, 2], nodes: renumbered }));
  t.same(probed([{ ...before, nodes: three }, ...gone]), ['', '3?', ''], 'its node has another address now');
  t.end();
});

void t.test('a dead server stays when another one replaces it', (t) => {
  const four = [...three, node(4)];
  const moments = [1, 600].map((minute) => ({ minute, listed: [1, 2, 4], nodes: four }));
  t.same(probed([{ minute: 0, listed: all, nodes: three }, ...moments]), ['', '3', '3']);
  t.end();
});

const subset = fc.subarray([1, 2, 3, 4, 5]);
const history = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 40 }),
    listed: subset,
    nodes: fc.option(subset, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 30 },
);

type Answer = 'dead' | 'for some time' | false;

/** The rules as docs/operation.md states them, for one server at each moment. */
function answersFor(server: number, past: readonly Moment[]): readonly Answer[] {
  let [lastListed, nodeWasSeen, answer]: [number, boolean, Answer] = [-Infinity, false, false];
  return past.map(({ minute, listed, nodes = [] }) => {
    const hasNode = nodes.some(({ name }) => name === `cp-${server}`);
    const isListed = listed.includes(server);
    if (!isListed && answer === false && lastListed === -Infinity) return false;
    if (isListed) [lastListed, answer] = [minute, false];
    else if (hasNode && listed.length < nodes.length) answer = 'dead';
    else if (nodes.length > 0 && !hasNode && nodeWasSeen) answer = false;
    else answer = minute - lastListed < 60 ? 'for some time' : false;
    const isForgotten = !isListed && answer === false;
    if (isForgotten) lastListed = -Infinity;
    nodeWasSeen = !isForgotten && (nodeWasSeen || hasNode);
    return answer;
  });
}

void t.test('over any past, what is probed follows the rules', (t) => {
  fc.assert(
    fc.property(history, (steps) => {
      let minute = 0;
      const past = steps.map(({ minutes, listed, nodes }): Moment => {
        minute += minutes;
        return { minute, listed, nodes: nodes?.map((at) => node(at)) };
      });
      const answers = [1, 2, 3, 4, 5].map((server) => answersFor(server, past));
      const expected = past.map((_, at) =>
        answers.flatMap((each, index) => (each[at] ? [`${index + 1}${each[at] === 'dead' ? '' : '?'}`] : [])),
      );
      const sorted = probed(past).map((text) => text.split(' ').filter(Boolean).sort());
      t.same(sorted, expected);
    }),
    { numRuns: 500 },
  );
  t.end();
});

void t.test('memory is bounded, whatever is listed', (t) => {
  const left = createLeftInstances(hour);
  let most = 0;
  for (let round = 0; round < 20; round += 1) {
    const listed = Array.from({ length: 256 }, (_, at) => instanceAt(`10.${round}.${at >> 4}.${at & 15}`));
    most = Math.max(most, left({ listed, count: 256, nodes: unknown, now: round * 1000 }).length);
  }
  t.equal(most, 256, 'one list more');
  t.end();
});
