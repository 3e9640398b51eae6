import { type Command, InvalidArgumentError, Option } from 'commander';
import { distributions, slugOf } from '../../findings/procedures/distribution.js';

/** The options that say what to check. */
export function addSources(command: Command): Command {
  return command
    .option('--config.file <file>', 'check the targets and files of this configuration (default: none)')
    .option(
      '--kubeconfig <file>',
      'check the server of this kubeconfig (default, as for kubectl: KUBECONFIG, ~/.kube/config, then the cluster of the pod)',
    )
    .option('--context <name>', 'use this context of the kubeconfig (default: its current-context)')
    .addOption(allowExecOption())
    .option(
      '--discover',
      'demand that every API server of that cluster is found, each at its own address (default: where it is possible)',
    )
    .option('--no-discover', 'check only the server that kubectl dials (default: see --discover)');
}

/** Of two kinds of control planes with the same certificates, or of one without any of its own, only people know which it is. */
export function controlPlaneOption(): Option {
  const kinds = new Map(distributions.map((name) => [slugOf(name), name]));
  return new Option(
    '--control-plane <kind>',
    `print the procedures for this kind: ${[...kinds.keys()].join(', ')} (default: what the certificates show)`,
  ).argParser((text) => {
    const kind = kinds.get(text.toLowerCase());
    if (kind === undefined) throw new InvalidArgumentError(`Allowed choices are ${[...kinds.keys()].join(', ')}.`);
    return kind;
  });
}

function allowExecOption(): Option {
  return new Option('--allow-exec', 'run the exec plugin that the kubeconfig names to log in, as kubectl does').default(
    false,
  );
}
