import { parseArgs } from 'node:util';
import { runDemo } from './run-demo.js';

/** `npm run demo`: the exporter on a simulated control plane until Ctrl-C; `npm run demo -- --once`: one collection and the end. */
const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

try {
  await runDemo({ once: values.once, signal: stop.signal, print: (line) => console.log(line) });
} catch (error) {
  // What ends because it was asked to is no failure.
  if (!stop.signal.aborted) {
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
