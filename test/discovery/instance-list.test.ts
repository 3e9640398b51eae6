import t from 'tap';
import { createInstanceList } from '../../src/discovery/instance-list.js';
import { heldNow } from '../fixtures/held.js';
import type { Discovery } from '../../src/kube/discover-apiservers.js';

const found = (ip: string): Discovery => ({
  ok: true,
  instances: [{ ip, port: 6443, ready: true, nodeName: undefined }],
  source: 'discovery.k8s.io/v1',
  clusterIps: [],
  nodes: { ok: true, nodes: [] },
  notes: ['a note'],
});
const settings = { discoveryInterval: 60, keepRemoved: 3600, instances: undefined };
const failed: Discovery = { ok: false, failure: { kind: 'timeout', message: 'no answer' }, notes: [] };

/** An API that answers when the test says so. */
function api() {
  const waiting: ((answer: Discovery) => void)[] = [];
  let asked = 0;
  return {
    discover: () => {
      asked += 1;
      return new Promise<Discovery>((resolve) => {
        waiting.push(resolve);
      });
    },
    answer: async (answer: Discovery) => {
      waiting.shift()?.(answer);
      await new Promise((resolve) => setImmediate(resolve));
    },
    asked: () => asked,
  };
}

void t.test('the first call waits; later calls use the known list, and ask at most once per interval', async (t) => {
  const { discover, answer, asked } = api();
  let now = 0;
  const list = createInstanceList(discover, settings, () => now);
  const first = [list(), list()];
  await answer(found('10.0.0.1'));
  for (const state of await Promise.all(first))
    t.match(state, { success: true, notes: ['a note'], list: { instances: [{ ip: '10.0.0.1' }] } });
  t.equal(asked(), 1);

  now = 59_999;
  await list();
  t.equal(asked(), 1, 'too early');

  now = 60_000;
  t.match(await list(), { list: { instances: [{ ip: '10.0.0.1' }] } }, 'does not wait');
  await list();
  t.equal(asked(), 2, 'one question at a time');
  await answer(found('10.0.0.2'));
  t.match(await list(), { list: { instances: [{ ip: '10.0.0.2' }] } });
});

void t.test('when the API does not answer, the last list stays', async (t) => {
  const { discover, answer } = api();
  let now = 0;
  const list = createInstanceList(discover, settings, () => now);
  const first = list();
  await answer(found('10.0.0.1'));
  await first;
  now = 60_000;
  await list();
  await answer(failed);
  t.match(await list(), { success: false, notes: ['no answer'], list: { instances: [{ ip: '10.0.0.1' }] } });
});

void t.test('without any list, the API is asked again after the interval', async (t) => {
  const { discover, answer, asked } = api();
  let now = 0;
  const list = createInstanceList(discover, settings, () => now);
  const first = list();
  await answer(failed);
  t.match(await first, { success: false, list: undefined });
  t.match(await list(), { success: false, list: undefined }, 'too early');
  t.equal(asked(), 1);
  now = 60_000;
  const again = list();
  await answer(found('10.0.0.1'));
  t.match(await again, { success: true });
});

void t.test('a list that changes at each request does not grow without limit', async (t) => {
  const { discover, answer } = api();
  let now = 0;
  const list = createInstanceList(discover, settings, () => now);
  for (let round = 0; round < 5; round++, now += 60_000) {
    void list();
    const ips = Array.from({ length: 100 }, (_, i) => `10.0.${round}.${i}`);
    const instances = ips.map((ip) => ({ ip, port: 6443, ready: true, nodeName: undefined }));
    await answer({ ...found(''), instances } as Discovery);
  }
  const { list: known } = await list();
  t.equal(known?.instances.length, 256);
  t.match(known?.instances[0], { ip: '10.0.4.0', ready: true }, 'the listed ones first');
});

void t.test('an instance that leaves the list is probed for keepRemoved', async (t) => {
  const { discover, answer } = api();
  let now = 0;
  const list = createInstanceList(discover, settings, () => now);
  const ask = async (ips: readonly string[]) => {
    void list();
    await answer({
      ...found(''),
      instances: ips.map((ip) => ({ ip, port: 6443, ready: true, nodeName: undefined })),
    } as Discovery);
    const state = await list();
    return {
      ips: state.list?.instances.map(({ ip, ready }) => `${ip} ${ready ? 'ready' : 'gone'}`),
      notes: state.notes,
    };
  };
  t.same((await ask(['10.0.0.1', '10.0.0.2'])).ips, ['10.0.0.1 ready', '10.0.0.2 ready']);
  now = 60_000;
  const without = await ask(['10.0.0.1']);
  t.same(without.ips, ['10.0.0.1 ready', '10.0.0.2 gone']);
  t.same(without.notes, ['a note', '10.0.0.2:6443 is no longer listed, and is probed for another 1h 0m (keepRemoved)']);
  now = 120_000;
  t.same((await ask(['10.0.0.1', '10.0.0.2'])).ips, ['10.0.0.1 ready', '10.0.0.2 ready'], 'it is back');
  now = 180_000;
  await ask(['10.0.0.1']);
  now = 120_000 + 3_600_000;
  t.same((await ask(['10.0.0.1'])).ips, ['10.0.0.1 ready'], 'forgotten');
});

void t.test(
  'an API that lists other instances each time fills no memory, and the ones that left last are remembered',
  async (t) => {
    let [now, round] = [0, 0];
    const discover = () => {
      round += 1;
      const instances = Array.from({ length: 200 }, (_, i) => ({
        ip: `10.${round >> 8}.${round & 255}.${i}`,
        port: 6443,
        ready: true,
        nodeName: 'x'.repeat(200),
      }));
      return Promise.resolve({ ...found(''), ok: true, instances } as Discovery);
    };
    const list = createInstanceList(discover, { ...settings, discoveryInterval: 1 }, () => now);
    const ask = async () => {
      now += 1_000;
      await list();
      return await list();
    };
    for (let time = 0; time < 20; time += 1) await ask();
    const before = await heldNow();
    for (let time = 0; time < 2_000; time += 1) await ask();
    const held = (await heldNow()) - before;
    t.ok(held < 2 * 1024 * 1024, `${held} bytes`);
    t.equal((await ask()).list?.instances.length, 256);
  },
);
