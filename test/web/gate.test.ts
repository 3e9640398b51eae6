import fc from 'fast-check';
import t from 'tap';
import { createGate, type GatePass } from '../../src/web/gate.js';

/** Whether the request still has its place. */
async function isInside({ turnedAway }: GatePass): Promise<boolean> {
  return await Promise.race([
    turnedAway.then(() => false),
    new Promise<boolean>((resolve) => setImmediate(resolve, true)),
  ]);
}

void t.test('admits as many as the limit says', (t) => {
  const { enter } = createGate(2);
  const [first, second] = [enter('a'), enter('a')];
  t.ok(first);
  t.ok(second);
  t.equal(enter('a'), undefined);
  first?.leave();
  first?.leave();
  t.ok(enter('a'));
  t.equal(enter('a'), undefined);
  t.end();
});

void t.test('0: admits everyone', (t) => {
  const { enter } = createGate(0);
  t.ok(Array.from({ length: 1000 }, () => enter('a')).every((pass) => pass !== undefined));
  t.end();
});

void t.test('the network with the most makes room for another one', async (t) => {
  const { enter } = createGate(3);
  const greedy = [enter('a'), enter('a'), enter('a')];
  const b = enter('b');
  t.ok(b);
  t.same(await Promise.all(greedy.map((pass) => isInside(pass!))), [true, true, false]);
  t.equal(enter('b'), undefined, 'it would have as many as the others');
  t.equal(enter('a'), undefined);
  t.ok(enter('c'));
  t.equal(enter('d'), undefined);
  t.equal(await isInside(b!), true);
});

void t.test('never more than the limit, and each network can have its share', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 60 }), async (networks) => {
      const { enter } = createGate(8);
      const passes = networks.map((network) => ({ network, pass: enter(String(network)) }));
      const inside = [];
      for (const { network, pass } of passes) if (pass && (await isInside(pass))) inside.push(network);
      if (inside.length > 8) throw new Error(`${inside.length} inside`);
      for (const network of new Set(networks)) {
        const asked = networks.filter((each) => each === network).length;
        const got = inside.filter((each) => each === network).length;
        if (got < Math.min(asked, 1)) throw new Error(`${network} has ${got} of ${asked}`);
      }
    }),
    { numRuns: 50 },
  );
});
