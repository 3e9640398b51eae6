import fc from 'fast-check';
import t from 'tap';
import { checkJson } from '../../../../src/cli/check/json.js';
import { parseSnapshot, readSnapshot } from '../../../../src/cli/check/since/read-snapshot.js';
import { snapshotOf } from '../../../../src/cli/check/since/snapshot.js';
import { waitJson } from '../../../../src/cli/check/wait/wait-result.js';
import { now } from '../../../fixtures/report.js';
import { result, threeAndOne } from '../result-fixture.js';

const good = [...checkJson(result(threeAndOne))].join('');
const parse = (text: string) => parseSnapshot(Buffer.from(text));
const change = (edit: (value: Record<string, unknown>) => object) =>
  parse(JSON.stringify(edit(JSON.parse(good) as Record<string, unknown>)));

void t.test('reads what check writes, and what a later release adds to it', (t) => {
  const snapshot = snapshotOf(JSON.parse(good));
  t.same(parse(good), { state: 'read', snapshot });
  t.same(
    change((value) => ({ ...value, added: { later: [1] }, since: { changes: [] } })),
    { state: 'read', snapshot },
  );
  t.end();
});

const seen = { processes: [], unseen: undefined, notReady: undefined, names: [] };
const waited = waitJson({
  endpoint: 'a',
  wanted: { restart: true, after: now, isGiven: false, names: [] },
  state: { state: 'proved' },
  waited: 1,
  seen: { before: [] },
  last: seen,
} as unknown as Parameters<typeof waitJson>[0]);

void t.test('says what a file is that is no use', (t) => {
  const problem = (read: ReturnType<typeof parse>, expected: RegExp) =>
    t.match(read, { state: 'unfit', problem: expected });
  problem(parse(''), /^empty, as a file to which the shell writes .* use --save FILE/);
  problem(parse(good.slice(0, -10)), /^no JSON, or cut off: expected what check --save/);
  problem(parse('[]'), /^a list, as of inspect/);
  problem(parse('7'), /^no object/);
  problem(parse('{}'), /^not the result of a check/);
  problem(parse(waited), /^the result of a wait/);
  problem(
    change((value) => ({ ...value, version: 2 })),
    /^of a later release \(its format is "2"\)/,
  );
  problem(
    change((value) => ({ ...value, version: 'x' })),
    /^has the unknown format "\\"x\\""/,
  );
  problem(
    change((value) => ({ ...value, targets: 1 })),
    /^not the result of a check: at "targets": /,
  );
  problem(
    change((value) => ({ ...value, observedAt: '2026-99-99T00:00:00Z' })),
    /at "observedAt": expected a time such as/,
  );
  problem(parse(`{"version":1,"findings":${'['.repeat(40)}`), /^has more values, or is larger/);
  t.end();
});

void t.test('a few long lists do not stand for many facts', (t) => {
  const many = Array.from({ length: 1001 }, (_, at) => String(at));
  const details = [{ addresses: many, files: many, subjects: [], text: '' }];
  const finding = { id: 'x', severity: 'info', about: 'file', addresses: [], title: '', details };
  t.match(
    change((value) => ({ ...value, findings: [finding] })),
    { state: 'unfit', problem: /^has more values/ },
  );
  t.end();
});

void t.test('any bytes, and any change of a value, are read or refused in a line', (t) => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        const read = parseSnapshot(bytes);
        t.equal(read.state, 'unfit');
        t.ok(read.state !== 'unfit' || (read.problem.length < 600 && !read.problem.includes('\n')));
      },
    ),
  );
  const paths = [...good.matchAll(/[\w.]+(?=[",\n])/g)].map(({ index }) => index);
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.constantFrom('null', '1', '{}', 'x', '"'), (at, text) => {
      const read = parse(good.slice(0, at) + text + good.slice(at + 1));
      t.ok(['read', 'unfit'].includes(read.state));
    }),
    { numRuns: 200 },
  );
  t.end();
});

void t.test('a file that is missing is another matter than one that cannot be read', async (t) => {
  const failing = (failure: 'missing' | 'forbidden' | 'too_large') =>
    readSnapshot('f', () => Promise.resolve({ ok: false, failure }));
  t.same(await failing('missing'), { state: 'missing' });
  t.same(await failing('forbidden'), { state: 'unfit', problem: 'no permission to read it' });
  t.match(await failing('too_large'), { state: 'unfit', problem: /^larger than \d+ bytes$/ });
  const bytes = Buffer.from(good);
  t.match(await readSnapshot('f', () => Promise.resolve({ ok: true, bytes })), { state: 'read' });
});
