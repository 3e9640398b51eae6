import { cannotTellReasons, type ExpectationSource, type InstanceCount } from '../discovery/instance-count.js';

/** Where the expected number comes from, as the end of a sentence. */
export const expectationSources: Readonly<Record<ExpectationSource, string>> = {
  config: 'instances in the configuration',
  nodes: 'nodes with the control-plane role',
};

/** Says how many API servers there are: `2 of 3 API servers`. Undefined: that is not known. */
export function instanceText({ listed, expected }: InstanceCount): string | undefined {
  if (listed === undefined) return undefined;
  const of = expected === undefined ? `${listed}` : `${listed} of ${expected.count}`;
  return `${of} ${of === '1' ? 'API server' : 'API servers'}`;
}

/** Says in one sentence why it is unknown whether API servers are missing. Undefined: it is known, or nobody asked for it. */
export function cannotTellText({ cannotTell }: InstanceCount): string | undefined {
  if (cannotTell === undefined || cannotTell === 'not_discovered' || cannotTell === 'no_list') return undefined;
  return `whether API servers are missing is unknown: ${cannotTellReasons[cannotTell]}`;
}
