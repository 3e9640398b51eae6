import { execFileSync } from 'node:child_process';
import t from 'tap';
import { createSmallHeap, isHeapGiven, v8Heap } from '../../../src/cli/serve/small-heap.js';

const mib = 1024 * 1024;

/** A heap that notes which flags were set. */
function createHeap() {
  const flags: string[] = [];
  const heap = { young: mib, read: 0, now: 0, flags };
  const keepSmall = createSmallHeap(
    {
      youngBytes: () => {
        heap.read += 1;
        return heap.young;
      },
      setFlag: (flag) => flags.push(flag),
    },
    () => heap.now,
  );
  return { heap, keepSmall };
}

void t.test('the young generation stops growing at a size, and may grow again when it was made smaller', (t) => {
  const { heap, keepSmall } = createHeap();
  t.match(heap.flags.splice(0), [/^--heap-growing-percent=\d+$/, '--semi-space-growth-factor=1']);
  for (const [young, set] of [
    [mib, ['--semi-space-growth-factor=2']],
    [2 * mib, []],
    [4 * mib, ['--semi-space-growth-factor=1']],
    [8 * mib, []],
    [2 * mib, ['--semi-space-growth-factor=2']],
    [32 * mib, ['--semi-space-growth-factor=1']],
  ] as const) {
    heap.young = young;
    heap.now += 1000;
    keepSmall();
    t.same(heap.flags.splice(0), set, `${young / mib} MiB`);
  }
  t.end();
});

void t.test('it is read seldom, however much work there is', (t) => {
  const { heap, keepSmall } = createHeap();
  for (; heap.now < 1000; heap.now += 1) for (let i = 0; i < 5; i++) keepSmall();
  t.equal(heap.read, 40);
  heap.young = 8 * mib;
  keepSmall();
  heap.now += 1000;
  heap.read = 0;
  for (const end = heap.now + 3000; heap.now < end; heap.now += 1) keepSmall();
  t.equal(heap.read, 3);
  t.end();
});

void t.test('this V8 knows the flags, and has a young generation', (t) => {
  const flags: string[] = [];
  const heap = { ...v8Heap, setFlag: (flag: string) => flags.push(flag) };
  createSmallHeap({ ...heap, youngBytes: () => 64 * mib }, () => 0)();
  t.ok(v8Heap.youngBytes() > 0);
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  for (const flag of flags) t.match(known, `${flag.replace(/=.*/, '')} `);
  t.equal(flags.length, 2);
  t.end();
});

void t.test('options of Node that decide on the heap are left alone', (t) => {
  t.equal(isHeapGiven(['--max-semi-space-size=16']), true);
  t.equal(isHeapGiven(['--enable-source-maps', '--max_old_space_size=400 --no-warnings']), true);
  t.equal(isHeapGiven(['--enable-source-maps', '']), false);
  t.end();
});
