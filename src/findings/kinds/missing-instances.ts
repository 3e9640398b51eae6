import { areInstancesMissing, type InstanceCount } from '../../discovery/instance-count.js';
import { expectationSources, instanceText } from '../../probe/instance-text.js';
import type { FindingKind } from './finding-kind.js';

/** More nodes than a person reads. */
const mostNodes = 20;

export const instancesMissing = {
  id: 'instances-missing',
  runbook: 'ApiserverInstancesMissing',
  about: 'probe',
  title: 'There are fewer API servers than there should be',
  detect: ({ instances }) => {
    if (!areInstancesMissing(instances)) return [];
    const subjects = instances.missing.map(({ name }) => name);
    return [{ severity: 'warning', addresses: [], subjects, text: missingText(instances) }];
  },
  remedy: ({ instances }) => ({
    advice: [
      `Find out why its kube-apiserver does not run: on ${whichNode(instances)}, crictl ps -a --name '^kube-apiserver$', then crictl logs for its container, and journalctl -u kubelet. One that restarts is back within a minute: run the check again.`,
      instances.expected?.source === 'config'
        ? 'If it was removed on purpose, write the new number as instances in the configuration.'
        : 'If it was removed on purpose, delete its Node: kubectl delete node NAME. If that node has none by design, write the right number as instances in the configuration.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function missingText(instances: InstanceCount): string {
  const { expected, missing } = instances;
  const source = expected === undefined ? '' : ` (${expected.count}: ${expectationSources[expected.source]})`;
  const nodes = missing
    .slice(0, mostNodes)
    .map(({ name, ips }) => (ips[0] === undefined ? name : `${name} (${ips[0]})`));
  const more = missing.length - nodes.length;
  const listed = `${nodes.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const without = nodes.length === 0 ? '' : `; without an API server: ${listed}`;
  return `${instanceText(instances) ?? ''} found${source}${without}`;
}

function whichNode({ missing }: InstanceCount): string {
  const [only, ...others] = missing;
  return only === undefined || others.length > 0 ? 'each node without one' : only.name;
}
