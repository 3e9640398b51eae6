import * as v from 'valibot';
import { list, mapping } from '../document/schema-parts.js';
import { mostAddresses, mostPairs, targetLimits } from '../net/target-limits.js';
import { caSchema } from './ca-schema.js';
import { discoveryKeys } from './discovery-keys.js';
import { fleetCheck } from './fleet-check.js';
import { defaultKey, optionalKey, requiredKey } from './key.js';
import { kubeconfigsKeys } from './kubeconfigs-keys.js';
import { labelsSchema } from './labels.js';
import { overridableInTarget } from './overridable-keys.js';
import {
  addressList,
  dnsName,
  flag,
  hostName,
  pathOf,
  printableText,
  serverKind,
  wholeNumberBetween,
} from './value-schema.js';

const kubeconfigSchema = mapping({
  file: requiredKey(pathOf('a kubeconfig'), {
    meaning: 'The path of the kubeconfig.',
    example: '/etc/edge/admin.conf',
  }),
  context: optionalKey(v.string('the name of a context'), {
    meaning: 'The context to use.',
    example: 'edge',
    otherwise: 'its current-context',
  }),
});

const numberOrAuto = v.union([wholeNumberBetween(1, 64), v.literal('auto')], 'a whole number from 1 to 64, or auto');

const targetKeys = mapping({
  name: requiredKey(printableText, {
    meaning: 'The label `target` of every series. No two targets have the same.',
    example: 'prod',
  }),
  addresses: defaultKey(
    addressList,
    {
      meaning:
        'Where the API servers listen: host, host:port, [IPv6]:port or an https URL. The default port is 6443 (443 for an https URL). List each API server and not the load balancer in front of them: behind a load balancer, each probe may reach a different server. A DNS name means all of its addresses. The certificate is expected to cover the host of each address.',
      example: '[10.225.4.51, 10.225.4.52:6443, "[fd00:225:4::53]:6443", "https://api-4.example.com:6443"]',
      otherwise: 'those that the kubeconfig or discovery give',
    },
    [],
  ),
  kind: optionalKey(serverKind, {
    meaning:
      'What kind of server these addresses are. Findings, remedies and alerts are about this kind: each has other certificates, and another loopback certificate or none. `aggregated` is any API server behind an APIService.',
    example: 'kube-apiserver',
    otherwise: 'what each server shows decides',
  }),
  kubeconfig: optionalKey(kubeconfigSchema, {
    meaning:
      "A kubeconfig. Its server is an address, the name that kubectl would verify is an expected name, its CA is the target's CA, and its user is the login for HTTP requests.",
    example: '{file: /etc/edge/admin.conf, context: edge}',
    otherwise: 'only the addresses',
  }),
  ...kubeconfigsKeys,
  allowExec: defaultKey(
    flag,
    {
      meaning:
        'Whether the exec plugin that the kubeconfig names may be run to log in, as kubectl does. It is a program that the kubeconfig chooses, and has the rights of the exporter. It gets no input, may take four fifths of the timeout, and runs again when its login has expired or, if it does not say when, after probe.discoveryInterval.',
      example: 'false',
    },
    false,
  ),
  ...discoveryKeys,
  instances: optionalKey(wholeNumberBetween(1, mostAddresses), {
    meaning:
      'How many API servers this control plane has. If the API lists fewer, or without discovery the addresses lead to fewer, the alert ApiserverInstancesMissing fires. For a single address, and behind a load balancer, that is unknown.',
    example: '3',
    otherwise: 'with discovery, the number of nodes with the control-plane role, if the login may list nodes',
  }),
  nodes: defaultKey(
    flag,
    {
      meaning: "With discovery: whether the names and IPs of the control plane's nodes are expected names.",
      example: 'false',
    },
    false,
  ),
  clusterDomain: defaultKey(
    dnsName,
    { meaning: 'With discovery: the DNS domain of the cluster.', example: 'cluster.local' },
    'cluster.local',
  ),
  names: defaultKey(
    list(hostName, { least: 0, most: 256, of: 'names' }),
    {
      meaning:
        'Other names that clients use to reach these API servers: DNS names and IPs, without ports. A certificate that lacks one of these is critical; for one that lacks an address from above, `check` reports a warning.',
      example: '[api.example.com, kubernetes.default.svc, 10.220.70.56, 10.96.0.1]',
    },
    [],
  ),
  ca: optionalKey(caSchema, {
    meaning: 'The CA that clients have, as a file or inline. It decides whether they accept what is served.',
    example: '{file: /etc/kubernetes/pki/ca.crt}',
    otherwise: 'only what clients refuse whatever their CA is found',
  }),
  serverName: optionalKey(hostName, {
    meaning:
      "This name is sent as SNI, and the certificate is expected to cover it instead of the addresses' own hosts. It does the same as a kubeconfig's tls-server-name.",
    example: 'kubernetes',
    otherwise: "the address's host",
  }),
  servingFile: optionalKey(pathOf('a file'), {
    meaning:
      'The file from which these API servers serve, their --tls-cert-file. The exporter compares it with the certificate that each address serves. Not with discovery, where each instance has its own file.',
    example: '/etc/kubernetes/pki/apiserver.crt',
    otherwise: 'no file is compared',
  }),
  labels: defaultKey(
    labelsSchema,
    {
      meaning:
        "Labels of every series of this target. Label names that Prometheus attaches (instance, job, namespace, …) and those of the exporter's own series are refused. `cluster` says which cluster a target is, where one exporter watches many: see Clusters in docs/dashboards.md.",
      example: '{cluster: east, env: prod}',
    },
    {},
  ),
  ...overridableInTarget,
  loopbackLooks: defaultKey(
    numberOrAuto,
    {
      meaning:
        'How many times each scrape probes an address. Through a load balancer, several probes show the servers behind it (apiserver_endpoint_processes), and the worst of them decides. `auto`: until no further server answers, at least 8 times and at most 64.',
      example: '12',
    },
    1,
  ),
});

/** A target must say where its endpoints are. */
export const targetSchema = v.pipe(
  targetKeys,
  v.check(
    ({ addresses, kubeconfig, kubeconfigs, discovery }) =>
      addresses.length > 0 || [kubeconfig, kubeconfigs, discovery].some((each) => each !== undefined),
    'addresses, kubeconfig, kubeconfigs or discovery',
  ),
  v.forward(
    v.check(
      ({ servingFile, discovery }) => servingFile === undefined || discovery === undefined,
      'no servingFile together with discovery: make the instance on this host a separate target',
    ),
    ['servingFile'],
  ),
  v.forward(
    v.check(
      ({ allowExec, kubeconfig, kubeconfigs }) => !allowExec || kubeconfig !== undefined || kubeconfigs !== undefined,
      'false without a kubeconfig',
    ),
    ['allowExec'],
  ),
  v.forward(
    v.check(
      ({ addresses, names }) => names.length < targetLimits(addresses.length).names,
      // Written only when it is needed: Node loads how numbers are written.
      () =>
        `a list so short that there are at most ${mostPairs.toLocaleString('en-US')} pairs of an address and a name`,
    ),
    ['names'],
  ),
  v.forward(
    v.check(({ nodes, discovery }) => !nodes || discovery !== undefined, 'false without discovery'),
    ['nodes'],
  ),
  fleetCheck(),
);
