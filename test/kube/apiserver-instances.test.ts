import fc from 'fast-check';
import t from 'tap';
import { heldByEach } from '../fixtures/held.js';
import { type Candidate, collectInstances, maxInstances } from '../../src/kube/apiserver-instances.js';

const candidate = (ip: unknown, change: Partial<Candidate> = {}): Candidate => ({
  ip,
  port: 6443,
  ready: true,
  nodeName: undefined,
  ...change,
});

void t.test('each instance once, in canonical text', (t) => {
  const list = collectInstances([
    candidate('2001:DB8:0::1', { ready: false, nodeName: 'a' }),
    candidate('10.0.0.1'),
    candidate('2001:db8::1', { nodeName: 'b' }),
    candidate('::ffff:10.0.0.1', { ready: false, nodeName: '' }),
    candidate('10.0.0.1', { port: 443 }),
  ]);
  t.same(list, {
    instances: [
      { ip: '2001:db8::1', port: 6443, ready: true, nodeName: 'a' },
      { ip: '10.0.0.1', port: 6443, ready: true, nodeName: undefined },
      { ip: '10.0.0.1', port: 443, ready: true, nodeName: undefined },
    ],
    skipped: 0,
    truncated: false,
  });
  t.end();
});

void t.test('an instance that is not ready is kept', (t) => {
  t.match(collectInstances([candidate('10.0.0.1', { ready: false })]), { instances: [{ ready: false }] });
  t.end();
});

void t.test('entries that make no sense are counted', (t) => {
  const strange = [candidate('example.com'), candidate(7), candidate('10.0.0.1', { port: undefined }), candidate('')];
  t.same(collectInstances(strange), { instances: [], skipped: 4, truncated: false });
  t.match(collectInstances([candidate('10.0.0.1', { nodeName: 7 })]), { instances: [{ nodeName: undefined }] });
  t.end();
});

void t.test('huge lists are cut off', (t) => {
  function* endless(next: (at: number) => Candidate): Generator<Candidate> {
    for (let at = 0; ; at++) yield next(at);
  }
  const different = collectInstances(endless((at) => candidate(`10.0.${at >> 8}.${at & 255}`)));
  t.equal(different.instances.length, maxInstances);
  t.equal(different.truncated, true);
  const same = collectInstances(endless(() => candidate('10.0.0.1')));
  t.match(same, { instances: { length: 1 }, truncated: true });
  const strange = collectInstances(endless(() => candidate('x')));
  t.match(strange, { skipped: 10_000, truncated: true });
  const exact = Array.from({ length: maxInstances }, (_, at) => candidate(`10.0.0.${at}`));
  t.match(collectInstances(exact), { instances: { length: maxInstances }, truncated: false });
  t.end();
});

void t.test('no list gives an address twice', (t) => {
  const anything = fc.record({
    ip: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('10.0.0.1'), fc.anything()),
    port: fc.option(fc.constantFrom(443, 6443), { nil: undefined }),
    ready: fc.boolean(),
    nodeName: fc.anything(),
  });
  fc.assert(
    fc.property(fc.array(anything), (list) => {
      const { instances, skipped } = collectInstances(list);
      const keys = new Set(instances.map(({ ip, port }) => `${ip} ${port}`));
      return keys.size === instances.length && instances.length + skipped <= list.length;
    }),
  );
  t.end();
});

void t.test('an instance keeps nothing of a long name but its beginning', async (t) => {
  const { bytes } = await heldByEach(10, (index) => {
    const nodeName = `node-${index}`.padEnd(1024 * 1024, 'x');
    return collectInstances([{ ip: '10.0.0.1', port: 6443, ready: true, nodeName }]);
  });
  t.ok(bytes < 100_000, `${bytes} bytes`);
});
