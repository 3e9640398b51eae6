import fc from 'fast-check';
import t from 'tap';
import { createEndpointTurns } from '../../src/scrape/endpoint-turns.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Probes that end when the test says so. */
function probes() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const probe = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    for (let i = 0; i < 3; i++) await turn();
  };
  return { begun, probe, end };
}

void t.test('a new configuration waits for the probes of the old one; targets of one probe side by side', async (t) => {
  const { begun, probe, end } = probes();
  const turns = createEndpointTurns();
  const [before, after] = [turns.ofConfig(), turns.ofConfig()];
  const all = [
    before('a', probe('before 1')),
    before('a', probe('before 2')),
    after('a', probe('after 1')),
    after('a', probe('after 2')),
    before('a', probe('before, late')),
    after('b', probe('another endpoint')),
  ];
  await turn();
  t.same(begun, ['before 1', 'before 2', 'another endpoint']);
  await end('before 1');
  t.equal(begun.length, 3);
  await end('before 2');
  t.same(begun.slice(3), ['after 1', 'after 2']);
  await end('after 1');
  await end('after 2');
  t.same(begun.slice(5), ['before, late'], 'a scrape keeps the configuration that it began with');
  await end('before, late');
  await end('another endpoint');
  t.equal((await Promise.all(all)).length, 6);
});

void t.test('addresses that anyone may name come last, one at a time', async (t) => {
  const { begun, probe, end } = probes();
  const { adHoc, ofConfig } = createEndpointTurns();
  const own = ofConfig();
  const all = [
    adHoc('a', probe('asked 1')),
    adHoc('a', probe('asked 2')),
    own('a', probe('own 1')),
    own('a', probe('own 2')),
  ];
  await turn();
  t.same(begun, ['asked 1']);
  await end('asked 1');
  t.same(begun, ['asked 1', 'own 1', 'own 2']);
  await end('own 1');
  t.equal(begun.length, 3);
  await end('own 2');
  t.same(begun.slice(3), ['asked 2']);
  await end('asked 2');
  await Promise.all(all);
});

void t.test('a probe that fails gives its turn back', async (t) => {
  const { adHoc } = createEndpointTurns();
  await t.rejects(
    adHoc('a', () => Promise.reject(new Error('no'))),
    { message: 'no' },
  );
  t.equal(await adHoc('a', () => Promise.resolve('next')), 'next');
});

void t.test('at no time do two owners probe one endpoint, and each probe has its turn', async () => {
  const request = fc.record({ key: fc.constantFrom('a', 'b'), owner: fc.nat(3), length: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 40 }), async (requests) => {
      const turns = createEndpointTurns();
      const owners = [turns.adHoc, ...Array.from({ length: 3 }, () => turns.ofConfig())];
      const running = new Map<string, number[]>();
      const done = requests.map(async ({ key, owner, length }) => {
        await owners[owner]!(key, async () => {
          const now = [...(running.get(key) ?? []), owner];
          running.set(key, now);
          if (new Set(now).size > 1 || (owner === 0 && now.length > 1)) throw new Error(`together: ${now.join()}`);
          for (let i = 0; i < length; i++) await turn();
          running.get(key)!.splice(running.get(key)!.indexOf(owner), 1);
        });
      });
      await Promise.all(done);
    }),
    { numRuns: 200 },
  );
});
