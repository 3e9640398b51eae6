#!/usr/bin/env node
import { createProgram } from './cli/program.js';
import { readVersion } from './version.js';

const version = readVersion();
const io = {
  stdout: (text: string): void => void process.stdout.write(text),
  stderr: (text: string): void => void process.stderr.write(text),
};

const program = createProgram(
  {
    serve: async (options) => (await import('./cli/serve.js')).serve(options, version, io),
    check: async (endpoints, options) => (await import('./cli/check.js')).check(endpoints, options, io),
    inspect: async (files, options) => (await import('./cli/inspect.js')).inspect(files, options, io),
    configCheck: async (options) => {
      const { readFile: read } = await import('./config/read-file.js');
      const { readFileNow: readNow } = await import('./web-config/read-file-now.js');
      return (await import('./cli/config-check.js')).configCheck(options, { ...io, read, readNow });
    },
  },
  version,
  (code) => {
    process.exitCode = code;
  },
);

await program.parseAsync();
