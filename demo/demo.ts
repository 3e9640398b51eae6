import { parseArgs } from 'node:util';
import { runDemo } from './run-demo.js';

/**
 * `npm run demo` runs the exporter on a simulated control plane until Ctrl-C. `npm run demo -- --once` does one collection and ends.
 * `--port` is the port on which the exporter listens; its own default when left out.
 */
const options = { once: { type: 'boolean', default: false }, port: { type: 'string', default: '10643' } } as const;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
// Whoever reads it has gone, as `head` does: without this, the exporter would stay behind.
process.stdout.on('error', () => stop.abort());

try {
  const { once, port } = parseArgs({ options }).values;
  await runDemo({ once, port: Number(port), signal: stop.signal, print: (line) => console.log(line) });
} catch (error) {
  // An end on request is not a failure.
  if (!stop.signal.aborted) {
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
