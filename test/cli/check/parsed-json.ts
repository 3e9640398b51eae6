import { checkJson } from '../../../src/cli/check/json.js';
import type { CheckResult } from '../../../src/cli/check/result.js';

/** The JSON that `check` prints about a result, as the value that a program reads from it. */
export function parsedJson(checked: CheckResult): unknown {
  return JSON.parse([...checkJson(checked)].join(''));
}
