import * as v from 'valibot';
import { distinct, list, mapping } from '../document/schema-parts.js';
import { parseNetwork } from '../net/network.js';
import { filesSchema } from './files-schema.js';
import { note } from './key-note.js';
import { targetSchema } from './target-schema.js';
import { durationBetween, parsedText, wholeNumberTo } from './value-schema.js';

const probeSchema = mapping({
  timeout: v.optional(
    v.pipe(
      durationBetween('10ms', '10m'),
      note({
        meaning: "One look at one endpoint takes this long at most, or less when Prometheus' own timeout is shorter.",
        example: '5s',
      }),
    ),
    '5s',
  ),
  concurrency: v.optional(
    v.pipe(wholeNumberTo(1024), note({ meaning: 'Handshakes under way at once.', example: '32' })),
    32,
  ),
  loopback: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({ meaning: 'Whether the loopback certificate is looked for: a second handshake.', example: 'true' }),
    ),
    true,
  ),
  http: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({ meaning: 'Whether /version and /livez are asked for, behind the first handshake.', example: 'true' }),
    ),
    true,
  ),
  discoveryInterval: v.optional(
    v.pipe(
      durationBetween('1s', '1h'),
      note({ meaning: 'Time between two questions for the list of instances, at least.', example: '1m' }),
    ),
    '1m',
  ),
  allowNetworks: v.optional(
    v.pipe(
      list(parsedText('a network such as 10.225.0.0/16 or fd00:225::/64', parseNetwork), {
        least: 0,
        most: 256,
        of: 'networks',
      }),
      note({
        meaning:
          'Where /probe may look at addresses that are none of the target. They get neither the login of the target nor a line in the log.',
        example: '[10.225.0.0/16]',
      }),
    ),
    [],
  ),
});

const configKeys = mapping({
  targets: v.optional(
    v.pipe(
      list(targetSchema, { least: 0, most: 10_000, of: 'targets' }),
      distinct('a name that no other target has', v.object({ name: v.string() }), ({ name }) => name, 'name'),
      note({
        meaning: 'The control planes, each under a name.',
        example: '[{name: prod, addresses: [10.225.4.51]}]',
        otherwise: 'files alone are looked at',
      }),
    ),
    [],
  ),
  files: v.optional(
    v.pipe(
      filesSchema,
      note({
        meaning: 'Files with certificates, on the host or in the container of the exporter itself.',
        example: '[{paths: [/etc/kubernetes/pki/*.crt, /etc/kubernetes/*.conf]}]',
      }),
    ),
    [],
  ),
  kubeadm: v.optional(
    v.pipe(
      v.boolean('true or false'),
      note({
        meaning:
          'Whether the certificates of a control-plane node by kubeadm are read: all of /etc/kubernetes/pki, /etc/kubernetes/*.conf and the client certificate of the kubelet.',
        example: 'true',
      }),
    ),
    false,
  ),
  probe: v.optional(
    v.pipe(probeSchema, note({ meaning: 'How endpoints are looked at.', example: '{timeout: 5s}' })),
    {},
  ),
});

/**
 * The config file, one entry a key, which also holds what the manual says of it. A key of a feature that does not exist is unknown here,
 * and so an error.
 */
export const configSchema = v.pipe(
  configKeys,
  v.check(
    ({ targets, files, kubeadm }) => targets.length > 0 || files.length > 0 || kubeadm,
    'at least one of targets, files and kubeadm',
  ),
);

/** The config as the schema gives it: defaults are filled in, and no file that it names has been read. */
export type Settings = v.InferOutput<typeof configSchema>;
