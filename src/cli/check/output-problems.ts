import { resolve } from 'node:path';
import type { CheckOptions } from './command.js';

/** Returns what is wrong with the options about the output, one line each. `cwd`: the folder from which paths count. */
export function outputProblems(options: CheckOptions, cwd: string): readonly string[] {
  const { output, since, save } = options;
  const isForServers = output === 'nagios' || output === 'openmetrics';
  const isPlan = output === 'plan' || output === 'ics';
  return [
    ...(isPlan && since !== undefined
      ? [`--since: expected --output table or json with it: a plan is of the whole year, whatever has changed`]
      : []),
    ...(isForServers && since !== undefined
      ? [`--since: expected --output table or json with it: a monitoring server needs the whole state at each check`]
      : []),
    ...(output === 'nagios' && save !== undefined
      ? [
          '--save: expected another --output with it: the line and the exit code of nagios are about the API servers alone',
        ]
      : []),
    ...sameFile(options, cwd),
  ];
}

/** The output must not take the place of a file that this check or the next one reads. */
function sameFile({ outputFile, output, since, save, configFile, kubeconfig }: CheckOptions, cwd: string): string[] {
  if (outputFile === undefined) return [];
  const others = {
    '--config.file': configFile,
    '--kubeconfig': kubeconfig,
    '--save': save,
    // The JSON of a check is what the next one can be compared with.
    '--since': output === 'json' ? undefined : since,
  };
  return Object.entries(others)
    .filter(([, file]) => file !== undefined && resolve(cwd, file) === resolve(cwd, outputFile))
    .map(([name]) => `--output-file: found the file of ${name}, expected another file`);
}
