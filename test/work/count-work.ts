// Loaded into the exporter by --import. Counts what it does between two messages from the parent process, `begin` and `end`.
import { createHook } from 'node:async_hooks';
import { Session } from 'node:inspector';
import { GCProfiler, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** What was done since `begin`. Work is counted, not time, so that it is the same on any machine. */
export interface Work {
  /** How often each function was called, by its place: `build/src/x509/decode.js decodeCertificate`, `node:net Socket`. */
  readonly calls: Readonly<Record<string, number>>;
  /** How many asynchronous resources of each kind Node has made, such as PROMISE. */
  readonly resources: Readonly<Record<string, number>>;
  /** Bytes that were allocated on the JavaScript heap. */
  readonly allocated: number;
  /** By how many bytes the heap has grown, garbage apart. */
  readonly held: number;
  /** What keeps the event loop waiting now, such as Timeout and TCPSocketWrap. */
  readonly active: readonly string[];
}

interface Beginning {
  readonly heap: number;
  readonly memory: GCProfiler;
}

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }[];
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const inspector = new Session();
inspector.connect();

/** Calls a method of the inspector, which answers before it returns. */
function ask(method: string, parameters: object = {}): unknown {
  let answer: unknown;
  inspector.post(method, parameters, (error: Error | null, result?: object) => {
    if (error) throw error;
    answer = result;
  });
  return answer;
}

let resources: Record<string, number> = {};
const hook = createHook({
  init: (_id, type) => {
    resources[type] = (resources[type] ?? 0) + 1;
  },
});

function begin(): Beginning {
  hook.enable();
  resources = {};
  ask('Profiler.takePreciseCoverage');
  const memory = new GCProfiler();
  collectGarbage();
  const heap = getHeapStatistics().used_heap_size;
  memory.start();
  return { heap, memory };
}

function end({ heap, memory }: Beginning): Work {
  const before = getHeapStatistics().used_heap_size;
  const collections = memory.stop().statistics;
  hook.disable();
  let [allocated, last] = [0, heap];
  for (const { beforeGC, afterGC } of collections) {
    allocated += beforeGC.heapStatistics.usedHeapSize - last;
    last = afterGC.heapStatistics.usedHeapSize;
  }
  allocated += before - last;
  const calls = callsIn(ask('Profiler.takePreciseCoverage') as Coverage);
  collectGarbage();
  const held = getHeapStatistics().used_heap_size - heap;
  return { calls, resources, allocated, held, active: process.getActiveResourcesInfo() };
}

function callsIn({ result }: Coverage): Work['calls'] {
  const calls: Record<string, number> = {};
  for (const { url, functions } of result)
    for (const { functionName, ranges } of functions) {
      const place = `${url.replace(/^file:.*\/(?=build\/src\/|node_modules\/)/, '')} ${functionName}`;
      calls[place] = (calls[place] ?? 0) + (ranges[0]?.count ?? 0);
    }
  return calls;
}

if (isMainThread) {
  ask('Profiler.enable');
  ask('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  let beginning = begin();
  process.on('message', (message) => {
    if (message === 'begin') beginning = begin();
    process.send?.(message === 'begin' ? 'begun' : end(beginning));
  });
}
