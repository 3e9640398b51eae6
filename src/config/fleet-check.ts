import * as v from 'valibot';

/** What decides whether a target is a fleet, and what a fleet must not have. */
interface MaybeFleet {
  readonly addresses: readonly unknown[];
  readonly discovery?: string | undefined;
  readonly kubeconfig?: unknown;
  readonly kubeconfigs?: unknown;
  readonly nameBy?: unknown;
  readonly servingFile?: unknown;
  readonly namespaces?: unknown;
  readonly serverName?: unknown;
  readonly ca?: unknown;
}

/** What belongs to single targets, or to one kind of fleet: each of these keys with what is expected of it. */
const rules: readonly (readonly [keyof MaybeFleet, (target: MaybeFleet) => string | undefined])[] = [
  ['addresses', (target) => (target.addresses.length > 0 ? onFleet(target) : undefined)],
  ['serverName', (target) => (target.serverName === undefined ? undefined : onFleet(target))],
  ['ca', (target) => (target.ca === undefined ? undefined : onFleet(target))],
  [
    'servingFile',
    (target) => (target.servingFile === undefined ? undefined : withKubeconfigs(target, onFleet(target))),
  ],
  ['kubeconfig', (target) => (target.kubeconfig === undefined ? undefined : withKubeconfigs(target, onlyOne))],
  ['discovery', (target) => (isForOne(target) ? undefined : withKubeconfigs(target, onlyKubernetes))],
  ['nameBy', ({ nameBy, kubeconfigs }) => (nameBy !== undefined && kubeconfigs === undefined ? onlyFiles : undefined)],
  ['namespaces', (target) => (target.namespaces === undefined || isClusterApi(target) ? undefined : onlyClusterApi)],
];

const onlyOne = 'kubeconfig or kubeconfigs, not both';
const onlyKubernetes = 'kubernetes together with kubeconfigs';
const onlyFiles = 'no nameBy without kubeconfigs';
const onlyClusterApi = 'no namespaces without discovery: cluster-api';

/** The kinds of fleets, each with where its targets have what the configuration must not say. */
const kinds: Readonly<Record<string, string>> = {
  'cluster-api': 'each of its targets has its own in its kubeconfig',
  aggregated: 'each of its targets has its own from its APIServices',
};

function withKubeconfigs({ kubeconfigs }: MaybeFleet, expected: string | undefined): string | undefined {
  return kubeconfigs === undefined ? undefined : expected;
}

/** Whether the entry, or each of its targets, is a single control plane. */
function isForOne({ discovery = 'kubernetes' }: MaybeFleet): boolean {
  return discovery === 'kubernetes';
}

function onFleet({ discovery = '', kubeconfigs }: MaybeFleet): string | undefined {
  if (kubeconfigs !== undefined) return 'nothing with kubeconfigs, since each of their contexts has its own';
  const because = kinds[discovery];
  return because === undefined ? undefined : `nothing with discovery: ${discovery}, since ${because}`;
}

function isClusterApi({ discovery }: MaybeFleet): boolean {
  return discovery === 'cluster-api';
}

/** Reports each key that does not fit to the kind of a target. */
export function fleetCheck<Target extends MaybeFleet>() {
  return v.rawCheck<Target>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const value: MaybeFleet = dataset.value;
    for (const [key, expected] of rules) {
      const message = expected(value);
      if (message === undefined) continue;
      addIssue({ message, path: [{ type: 'object', origin: 'value', input: { ...value }, key, value: value[key] }] });
    }
  });
}
