import { quote } from '../../document/problem.js';
import { spanText } from '../../text/time-text.js';
import type { CheckOptions } from './command.js';

/** The most seconds that the given time may be ago. An older process that only was not seen before could pass for a new one. */
const longestAgo = 3600;

/** The most seconds by which it may be later than our clock. */
const longestAhead = 5;

/** Returns what is wrong with the options of a wait, one line each. `now`: Unix seconds. */
export function waitProblems(endpoints: readonly string[], options: CheckOptions, now: number): readonly string[] {
  const { wait, since, save, names, configFile, kubeconfig, context, discover, separate, kubeadmFolder, controlPlane } =
    options;
  const { output, outputFile, targets, all } = options;
  if (wait === undefined) return [];
  const others = {
    '--config.file': configFile,
    '--kubeconfig': kubeconfig,
    '--context': context,
    '--kubeadm': kubeadmFolder,
    '--control-plane': controlPlane,
    '--since': since,
    '--save': save,
    '--output-file': outputFile,
  };
  const flags = {
    '--discover': discover === true,
    '--separate': separate,
    '--all': all,
    '--target': targets.length > 0,
  };
  const isOutput = output === 'table' || output === 'json';
  const given = Object.entries({ ...others, ...flags }).filter(([, value]) => value !== undefined && value !== false);
  return [
    ...(wait.isNamed ? [] : ['--wait-timeout: expected --wait-restarted or --wait-covered with it']),
    ...(endpoints.length === 1
      ? []
      : [`endpoint: found ${endpoints.length}, expected one to wait for, such as 10.225.4.51:6443`]),
    ...(isOutput ? [] : [`--output: found ${quote(output)}, expected table or json in a wait`]),
    ...given.map(([name]) => `${name}: expected no such option in a wait, which is for one endpoint`),
    ...(wait.isNamed && !wait.restart && names.length === 0 ? ['--wait-covered: expected --name with it'] : []),
    ...(wait.after === undefined ? [] : timeProblems(wait.after, now)),
  ];
}

function timeProblems(text: string, now: number): readonly string[] {
  const expected = 'expected the Unix time before the restart, as date +%s prints it, at most an hour ago';
  const found = `--restarted-after: found ${quote(text)}`;
  if (!/^\d{1,12}$/.test(text)) return [`${found}, ${expected}`];
  const ago = now - Number(text);
  if (ago > longestAgo) return [`${found}, which is ${spanText(ago)} ago, ${expected}`];
  return ago < -longestAhead ? [`${found}, which is ${spanText(ago)} from now, ${expected}`] : [];
}
