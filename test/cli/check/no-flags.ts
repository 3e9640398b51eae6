import { noComparison } from '../../../src/cli/check/since/since-options.js';
import type { CheckOptions } from '../../../src/cli/check/command.js';

/** The options of a check without flags. */
export const noFlags: CheckOptions = {
  configFile: undefined,
  kubeconfig: undefined,
  context: undefined,
  discover: undefined,
  separate: false,
  allowExec: false,
  kubeadmFolder: undefined,
  names: [],
  targets: [],
  all: false,
  controlPlane: undefined,
  output: 'table',
  outputFile: undefined,
  addressFamily: undefined,
  timeout: undefined,
  wait: undefined,
  ...noComparison,
};
