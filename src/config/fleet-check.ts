import * as v from 'valibot';

/** What decides whether a target is a fleet, and what a fleet must not have. */
interface MaybeFleet {
  readonly addresses: readonly unknown[];
  readonly discovery?: string | undefined;
  readonly namespaces?: unknown;
  readonly serverName?: unknown;
  readonly ca?: unknown;
}

/** What belongs to single targets, or to one kind of fleet: each of these keys with what is expected of it. */
const rules: readonly (readonly [keyof MaybeFleet, (target: MaybeFleet) => string | undefined])[] = [
  ['addresses', (target) => (target.addresses.length > 0 ? onFleet(target) : undefined)],
  ['serverName', (target) => (target.serverName === undefined ? undefined : onFleet(target))],
  ['ca', (target) => (target.ca === undefined ? undefined : onFleet(target))],
  ['namespaces', (target) => (target.namespaces === undefined || isClusterApi(target) ? undefined : onlyClusterApi)],
];

const onlyClusterApi = 'no namespaces without discovery: cluster-api';

/** The kinds of fleets, each with where its targets have what the configuration must not say. */
const kinds: Readonly<Record<string, string>> = {
  'cluster-api': 'each of its targets has its own in its kubeconfig',
  aggregated: 'each of its targets has its own from its APIServices',
};

function onFleet({ discovery = '' }: MaybeFleet): string | undefined {
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
