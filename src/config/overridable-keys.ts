import type * as v from 'valibot';
import { defaultKey, type KeyNote, optionalKey } from './key.js';
import { addressFamily, durationBetween, flag, networkList, proxy } from './value-schema.js';

/** The keys of `probe` that a target may override under the same name, each with a single entry for both. */
const overridableKeys = {
  timeout: key(
    durationBetween('10ms', '10m'),
    {
      meaning:
        "The maximum duration of one probe of one endpoint. It is shorter if Prometheus' own timeout is shorter.",
      example: '5s',
    },
    '5s',
  ),
  addressFamily: key(
    addressFamily,
    {
      meaning:
        'Which addresses of a DNS name are probed: `all`, `ipv4` or `ipv6`. With `all`, addresses of a family for which this host has no route are left out if the name has an address that answers. The same holds for the half of localhost on which nothing listens. A note on the target says so. IPs that are written as such are always probed.',
      example: 'all',
    },
    'all',
  ),
  proxy: key(
    proxy,
    {
      meaning:
        "The proxy through which API servers are reached: a URL of http, https or socks5, with user and password where it needs them; `environment` for HTTPS_PROXY and NO_PROXY, which are read as Go does; or `none`. The proxy-url of a target's kubeconfig has precedence. A DNS name is then resolved by the proxy, so it is one endpoint. Instances that discovery finds are reached through the same proxy, because they are in the network of the API server that lists them.",
      example: 'none',
    },
    'none',
  ),
  discoveryAllow: key(
    networkList,
    {
      meaning:
        'The networks to which DNS names and the lists of the Kubernetes API may lead although nothing there can be one of the API servers: loopback, unspecified, link-local, multicast and broadcast addresses, and the metadata services of clouds. Such an address is not dialled otherwise: a note on the target names it, and apiserver_cert_exporter_refused_addresses_total counts it. An IP that is written in the configuration or in the kubeconfig needs no permission, and nor does what localhost, the name of this host and its hosts file lead to.',
      example: '[127.0.0.0/8, "fe80::/10"]',
    },
    [],
  ),
  keepRemoved: key(
    durationBetween('0s', '30d'),
    {
      meaning:
        'How long an API server that left the list of the Kubernetes API is still probed, if no node says why it left. A server that dies leaves the list within seconds, like one that is removed. As long as the node with its IP exists without an API server, it is dead, and is probed however long that takes. If that node is gone as well, it was removed on purpose, and is forgotten with the next list. This needs the right to list nodes: see "Lost API servers" in docs/operation.md.',
      example: '1h',
    },
    '1h',
  ),
  loopback: key(
    flag,
    {
      meaning:
        'Whether to probe for the loopback certificate, which takes a handshake of its own. It also shows when the process started.',
      example: 'true',
    },
    true,
  ),
  http: key(
    flag,
    { meaning: 'Whether to request /version and /livez, on the connection of the first handshake.', example: 'true' },
    true,
  ),
};

export type OverridableKey = keyof typeof overridableKeys;

type Schemas<Of extends 'inProbe' | 'inTarget'> = {
  [Name in OverridableKey]: Of extends 'inProbe'
    ? (typeof overridableKeys)[Name]['inProbe']
    : ReturnType<(typeof overridableKeys)[Name]['inTarget']>;
};

/** Their schemas in `probe`, with their defaults. */
export const overridableInProbe = schemasOf(({ inProbe }) => inProbe) as Schemas<'inProbe'>;

/** Their schemas in a target, where each may be left out. */
export const overridableInTarget = schemasOf(({ inTarget }, name) => inTarget(name)) as Schemas<'inTarget'>;

function key<Schema extends v.GenericSchema, const Default extends v.InferInput<Schema>>(
  schema: Schema,
  note: KeyNote,
  value: Default,
) {
  return {
    inProbe: defaultKey(schema, note, value),
    inTarget: (name: string) =>
      optionalKey(schema, {
        meaning: `The same as probe.${name}, for this target only.`,
        example: note.example,
        otherwise: `probe.${name}`,
      }),
  };
}

/** Object.entries forgets which key has which schema, so callers say the type. */
function schemasOf(
  schemaOf: (entry: (typeof overridableKeys)[OverridableKey], name: string) => v.GenericSchema,
): Readonly<Record<string, v.GenericSchema>> {
  return Object.fromEntries(Object.entries(overridableKeys).map(([name, entry]) => [name, schemaOf(entry, name)]));
}
