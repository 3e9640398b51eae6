#!/usr/bin/env node
import { printableIo } from './cli/io.js';
import { setCrashExitCode } from './cli/crash-exit-code.js';
import { calledAs } from './cli/kubectl-plugin.js';
import { handleEarlySignals } from './cli/serve/early-signals.js';
import { showReadableStacks } from './cli/readable-stack.js';
import { refuseDebugger } from './cli/refuse-debugger.js';
import { widenThreadPool } from './cli/thread-pool.js';
import { readVersion } from './cli/version.js';
import { createProgram } from './program.js';

widenThreadPool(process.env, process.versions.node);
showReadableStacks(process);
setCrashExitCode(process);
await refuseDebugger();

const version = readVersion();
const call = calledAs(process.argv);
const io = printableIo(process.stdout, process.stderr);

// A closed pipe or a log on a full disk must not end the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const program = createProgram(
  {
    serve: async (options) => {
      const release = handleEarlySignals();
      return (await import('./cli/serve/serve.js')).serve(options, version, io, release);
    },
    check: async (endpoints, options) => (await import('./cli/check/check.js')).check(endpoints, options, io),
    inspect: async (files, options) => (await import('./cli/inspect/inspect.js')).inspect(files, options, io),
    configCheck: async (options) => {
      const { readFile: read } = await import('./document/read-file.js');
      const { readFileNow: readNow } = await import('./web-config/read-file-now.js');
      return (await import('./cli/config/check.js')).configCheck(options, { ...io, read, readNow });
    },
    exportFiles: async (options) => {
      const { listOwn: list, readOwnNow: read } = await import('./own-files/read-own.js');
      return (await import('./cli/export/export-files.js')).exportFiles(options, { list, read }, io);
    },
  },
  version,
  (code) => {
    process.exitCode = code;
  },
  { ...io, stdout: (text) => io.stdout(call.help(text)) },
);

if (call.refusal === undefined) await program.parseAsync(call.argv);
else {
  io.stderr(`${call.refusal}\n`);
  // As `check` for a state that it cannot determine.
  process.exitCode = 3;
}
