import * as v from 'valibot';
import { list, mapping } from '../document/schema-parts.js';
import { caSchema } from './ca-schema.js';
import { note } from './key-note.js';
import { labelsSchema } from './labels.js';
import {
  addressList,
  dnsName,
  durationBetween,
  hostName,
  pathOf,
  printableText,
  wholeNumberTo,
} from './value-schema.js';

const kubeconfigSchema = mapping({
  file: v.pipe(pathOf('a kubeconfig'), note({ meaning: 'The kubeconfig.', example: '/etc/edge/admin.conf' })),
  context: v.optional(
    v.pipe(
      v.string('the name of a context'),
      note({ meaning: 'One of its contexts.', example: 'edge', otherwise: 'its current-context' }),
    ),
  ),
});

const targetKeys = mapping({
  name: v.pipe(
    printableText,
    note({ meaning: 'The label `target` of every series; no two targets share one.', example: 'prod' }),
  ),
  addresses: v.optional(
    v.pipe(
      addressList,
      note({
        meaning:
          'Where API servers listen, port 6443 unless it says another. A DNS name stands for each of its addresses.',
        example: '[10.225.4.51, 10.225.4.52:6443, "https://api.example.com:6443"]',
        otherwise: 'those that kubeconfig or discovery lead to',
      }),
    ),
    [],
  ),
  kubeconfig: v.optional(
    v.pipe(
      kubeconfigSchema,
      note({
        meaning:
          'Its server is an address, what kubectl would verify is an expected name, its CA is the CA, and its user is who asks over HTTP.',
        example: '{file: /etc/edge/admin.conf, context: edge}',
        otherwise: 'the addresses alone',
      }),
    ),
  ),
  discovery: v.optional(
    v.pipe(
      v.literal('kubernetes', 'kubernetes'),
      note({
        meaning:
          "Every instance behind service default/kubernetes, each at its own address. Asked for as the kubeconfig's user, or as the pod's service account.",
        example: 'kubernetes',
        otherwise: 'the addresses alone',
      }),
    ),
  ),
  nodes: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({
        meaning: "With discovery: whether the addresses of the control plane's nodes are expected names.",
        example: 'true',
      }),
    ),
    false,
  ),
  clusterDomain: v.optional(
    v.pipe(dnsName, note({ meaning: 'With discovery: the DNS domain of the cluster.', example: 'cluster.local' })),
    'cluster.local',
  ),
  names: v.optional(
    v.pipe(
      list(hostName, { least: 0, most: 256, of: 'names' }),
      note({
        meaning:
          'What else clients use to reach the API servers. The host of each address is expected of its own accord.',
        example: '[api.example.com, 10.220.70.56]',
      }),
    ),
    [],
  ),
  ca: v.optional(
    v.pipe(
      caSchema,
      note({
        meaning: 'The CA that the served chains are judged by.',
        example: '{file: /etc/kubernetes/pki/ca.crt}',
        otherwise: 'trust is not judged',
      }),
    ),
  ),
  serverName: v.optional(
    v.pipe(
      hostName,
      note({
        meaning: "Sent as SNI and expected instead of the addresses' own hosts, as a kubeconfig's tls-server-name is.",
        example: 'kubernetes',
        otherwise: "the address's host",
      }),
    ),
  ),
  servingFile: v.optional(
    v.pipe(
      pathOf('a file'),
      note({
        meaning:
          'The file from which the API servers of this target serve, their --tls-cert-file: whether its first certificate is the one that each address serves. Not with discovery, since each instance has a file of its own.',
        example: '/etc/kubernetes/pki/apiserver.crt',
        otherwise: 'no file is compared',
      }),
    ),
  ),
  labels: v.optional(
    v.pipe(labelsSchema, note({ meaning: 'Labels of every series of this target.', example: '{env: prod}' })),
    {},
  ),
  timeout: v.optional(
    v.pipe(
      durationBetween('10ms', '10m'),
      note({ meaning: 'As probe.timeout.', example: '2s', otherwise: 'probe.timeout' }),
    ),
  ),
  loopback: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({ meaning: 'As probe.loopback.', example: 'false', otherwise: 'probe.loopback' }),
    ),
  ),
  loopbackLooks: v.optional(
    v.pipe(
      wholeNumberTo(64),
      note({
        meaning:
          'How often the loopback certificate is looked at. Through a load balancer, several looks count the processes behind it.',
        example: '12',
      }),
    ),
    1,
  ),
  http: v.optional(
    v.pipe(v.boolean('true or false'), note({ meaning: 'As probe.http.', example: 'false', otherwise: 'probe.http' })),
  ),
});

/** Where its endpoints are has to be known from somewhere. */
export const targetSchema = v.pipe(
  targetKeys,
  v.check(
    ({ addresses, kubeconfig, discovery }) =>
      addresses.length > 0 || kubeconfig !== undefined || discovery !== undefined,
    'addresses, kubeconfig or discovery',
  ),
  v.forward(
    v.check(
      ({ servingFile, discovery }) => servingFile === undefined || discovery === undefined,
      'none beside discovery: make the instance on this host a target of its own',
    ),
    ['servingFile'],
  ),
  v.forward(
    v.check(({ nodes, discovery }) => !nodes || discovery !== undefined, 'false without discovery'),
    ['nodes'],
  ),
);
