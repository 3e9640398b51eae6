import * as v from 'valibot';
import { list } from '../document/schema-parts.js';
import { optionalKey } from './key.js';

/** A DNS label (RFC 1123), as names of namespaces are. */
const namespace = v.pipe(
  v.string('the name of a namespace'),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'the name of a namespace'),
);

/** The keys of a target that say who lists its API servers, or its targets. */
export const discoveryKeys = {
  discovery: optionalKey(
    v.picklist(['kubernetes', 'cluster-api', 'aggregated'], 'kubernetes, cluster-api or aggregated'),
    {
      meaning:
        '`kubernetes` finds every instance behind service default/kubernetes, each at its own address. `cluster-api` makes a target of each workload cluster whose kubeconfig a management cluster of Cluster API has: see "Cluster API" in docs/operation.md. `aggregated` makes a target of each aggregated API server, such as metrics-server, that an APIService of the cluster names: see "Aggregated API servers" there. The exporter requests the list as the kubeconfig\'s user or, without a kubeconfig, as the service account of the pod that it runs in.',
      example: 'kubernetes',
      otherwise: 'only the addresses',
    },
  ),
  namespaces: optionalKey(list(namespace, { least: 1, most: 100, of: 'namespaces' }), {
    meaning:
      'With `discovery: cluster-api`: the namespaces whose workload clusters are targets. Then the exporter needs rights in these namespaces only.',
    example: '[fleet]',
    otherwise: 'all namespaces',
  }),
};
