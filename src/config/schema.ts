import * as v from 'valibot';
import { distinct, list, mapping } from '../document/schema-parts.js';
import { filesSchema } from './files-schema.js';
import { defaultKey } from './key.js';
import { overridableInProbe } from './overridable-keys.js';
import { targetSchema } from './target-schema.js';
import { durationBetween, flag, networkList, wholeNumberBetween } from './value-schema.js';

const probeSchema = mapping({
  ...overridableInProbe,
  concurrency: defaultKey(
    wholeNumberBetween(1, 1024),
    { meaning: 'The maximum number of handshakes at once.', example: '32' },
    32,
  ),
  discoveryInterval: defaultKey(
    durationBetween('1s', '1h'),
    {
      meaning:
        'The minimum time between two requests for the list of instances. They are sent during a scrape, never on a timer.',
      example: '1m',
    },
    '1m',
  ),
  allowNetworks: defaultKey(
    networkList,
    {
      meaning:
        'The networks in which /probe may probe addresses that the target does not have, such as /probe?target=prod&address=10.225.4.54:6443. Such a probe never uses the login of the target, and is not logged. It uses the proxy of the target, but behind a proxy the address must be an IP. Addresses that `discoveryAllow` is about need a network that has no others, such as 127.0.0.0/8, or `discoveryAllow`.',
      example: '[10.225.0.0/16, "fd00:225::/64"]',
    },
    [],
  ),
});

const configKeys = mapping({
  targets: defaultKey(
    v.pipe(
      list(targetSchema, { least: 0, most: 10_000, of: 'targets' }),
      distinct('a name that no other target has', v.object({ name: v.string() }), ({ name }) => name, 'name'),
    ),
    {
      meaning: 'The control planes to probe, each under a name. Required unless there are `files` or `kubeadm`.',
      example: '[{name: prod, addresses: [10.225.4.51]}]',
      otherwise: 'only files are read',
    },
    [],
  ),
  files: defaultKey(
    filesSchema,
    {
      meaning:
        'Files with certificates: PEM, DER, kubeconfigs, and manifests of Secrets. Certificates that a kubeconfig names are read as well, unless their folder does not exist here. The exporter reads them at each scrape, on its own host or in its own container. It reports files that cannot be read, and patterns that match no file. It skips keys.',
      example: '[{paths: [/etc/etcd/pki/**/*.crt, /var/lib/kubelet/pki/kubelet-server-current.pem]}]',
    },
    [],
  ),
  kubeadm: defaultKey(
    flag,
    {
      meaning:
        'For a control-plane node that kubeadm has set up. `true` is the same as these paths: /etc/kubernetes/pki/**/*.crt, /etc/kubernetes/*.conf and /var/lib/kubelet/pki/kubelet-client-current.pem. In a container, list under `files` the paths where the folders of the host are mounted.',
      example: 'false',
    },
    false,
  ),
  probe: defaultKey(
    probeSchema,
    { meaning: 'How endpoints are probed. These are the defaults.', example: '{timeout: 5s}' },
    {},
  ),
});

/**
 * The schema of the config file. Each key has a single entry with everything about it: its schema, its type, its default, and its
 * description in the manual and in the example file. Any other key is an error.
 */
export const configSchema = v.pipe(
  configKeys,
  v.check(
    ({ targets, files, kubeadm }) => targets.length > 0 || files.length > 0 || kubeadm,
    'at least one of targets, files and kubeadm',
  ),
);

/** The output of the schema. Defaults are filled in. The files that it names have not been read yet. */
export type Settings = v.InferOutput<typeof configSchema>;
