import { exitCodes } from '../src/findings/severity/severity.js';
import { entrySigns } from '../src/probe/entry-point.js';
import { reasonNames } from '../src/probe/reason.js';
import { phasesInOrder } from '../src/probe/phases.js';
import { type Loopback, notAskedReasons, notServedReasons, probesInOrder } from '../src/probe/report.js';
import type { Truncation } from '../src/probe/truncation.js';
import { serverKindNames } from '../src/servers/server-kind.js';
import { certificate } from './check-schema-certificate.js';
import { name, nameNotHere, trust } from './check-schema-verdict.js';
import { ofFindings, onDisk } from './check-schema-findings.js';
import { since } from './check-schema-since.js';
import { ofTarget } from './check-schema-target.js';
import { flag, list, object, oneOf, orNull, ref, type Schema, text } from './json-schema.js';

/** Returns the JSON Schema of the output of `check --output json`. Its closed lists come from the same tables as the output. */
export function checkSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'apiserver-cert-exporter check --output json',
    description:
      'The result of one check of API servers. Unknown values are null. A later release may add keys: validate with its own schema.',
    ...object({
      version: {
        description:
          'The version of this format. It changes when something is renamed or removed, not when something is added.',
        const: 1,
      },
      observedAt: ref('time'),
      exitCode: {
        description: '0: fine, 1: warning, 2: critical, 3: unknown.',
        enum: Object.values(exitCodes).toSorted((a, b) => a - b),
      },
      targets: list(ref('target')),
      files: list(ref('file'), 'Files with certificates, if any were requested.'),
      servingFiles: list(
        ref('servingFile'),
        'Endpoints and the file that each should serve from, where both are known.',
      ),
      'kubeadm?': {
        description:
          'With --kubeadm: what kubeadm certs check-expiration shows, and the API server that should serve one of them.',
        ...object({
          apiserver: ref('localServer'),
          certificates: list(ref('kubeadmRow')),
          authorities: list(ref('kubeadmRow')),
        }),
      },
      findings: list(ref('finding'), 'Worst first.'),
      'since?': since,
    }),
    $defs: { ...general, ...probing, ...onDisk, ...ofFindings },
  };
}

const general = {
  time: {
    description: 'ISO 8601, UTC, whole seconds.',
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
  },
  certificate: object(certificate),
};

const chain = list(ref('certificate'), 'The certificates that were served after the leaf.');

const start = { startedAt: orNull(ref('time'), 'When the process started; null: the certificate does not say it.') };

const loopback = {
  description: 'The certificate that kube-apiserver makes in memory for its connections to itself.',
  oneOf: [
    object({
      state: { const: 'found' satisfies Loopback['state'] },
      ...start,
      processes: {
        description: 'How many processes answered, counted by their loopback certificates.',
        type: 'integer',
        minimum: 1,
      },
      ...certificate,
      chain,
    }),
    object({
      state: { const: 'not_asked' satisfies Loopback['state'] },
      because: oneOf(notAskedReasons),
    }),
    object({
      state: { const: 'not_served' satisfies Loopback['state'] },
      because: oneOf(notServedReasons, 'What its SNI was answered with: another certificate, or how it was refused.'),
    }),
    object({ state: { const: 'failed' satisfies Loopback['state'] } }),
  ],
};

const probing = {
  ...ofTarget,
  name,
  endpoint: object({
    address: text('IP:port as dialled, or host:port where the host has no address or a proxy resolves it.'),
    serverName: { description: 'The SNI of the serving handshake; null: none was sent.', type: ['string', 'null'] },
    up: flag('Whether a TLS handshake showed a serving certificate.'),
    tlsVersion: { description: 'As OpenSSL names it, such as `TLSv1.3`.', type: ['string', 'null'] },
    serving: orNull(ref('certificate'), 'The serving certificate (leaf).'),
    chain,
    trust,
    loopback,
    server: orNull(
      object({
        kind: oneOf(serverKindNames),
        loopbackEnd: oneOf(
          ['breaks', 'may_break', 'harmless'],
          'Whether the end of its loopback certificate breaks something. may_break: nobody sees it from outside.',
        ),
        because: text('What shows the kind, for people.'),
      }),
      'Which kind of server answers. Null: nothing shows it, and it counts as a kube-apiserver.',
    ),
    entryPoint: list(
      oneOf(Object.keys(entrySigns)),
      'The signs that this address is an entry point and not one API server. Empty: none.',
    ),
    servers: {
      description: 'What answered at this address: behind a load balancer, each connection may reach another server.',
      ...object({
        probes: {
          description: 'How many times the address was asked for the same certificate.',
          type: 'integer',
          minimum: 0,
        },
        serving: list(ref('certificate'), 'Each different serving certificate, the worst first.'),
        processes: list(
          object({ ...start, ...certificate }),
          'Each kube-apiserver process by its loopback certificate, the one that ends first in front.',
        ),
      }),
    },
    uptimeSeconds: { description: 'How long the process has been running.', type: ['integer', 'null'], minimum: 0 },
    names: list(ref('name'), 'The expected names, each judged on what a client is shown when it connects to the name.'),
    namesNotHere: list(
      nameNotHere,
      'The expected names that are not reachable at this address: a front routes them elsewhere, or refuses them.',
    ),
    http: orNull(
      object({
        gitVersion: { description: 'From /version, such as `v1.34.2`.', type: ['string', 'null'] },
        health: list(object({ check: text(), healthy: flag() }), 'From /livez?verbose.'),
        startedAt: orNull(ref('time'), 'process_start_time_seconds, if the exporter may read it.'),
        clockSkewSeconds: {
          description:
            'How far the clock of the server is ahead of the clock of this host, by the header Date; at most a second wrong. null: not known that well.',
          type: ['number', 'null'],
        },
      }),
      'The results of the HTTP requests; null: there were no requests, or no answers.',
    ),
    failures: list(
      object({
        probe: oneOf(probesInOrder),
        reason: oneOf(reasonNames),
        'status?': { description: 'The status of the HTTP answer, if it is the reason.', type: 'integer' },
      }),
    ),
    truncated: list(
      oneOf(['names', 'chain', 'health_checks'] satisfies readonly Truncation[]),
      'The limits that were exceeded.',
    ),
    phases: {
      description: 'The duration of each phase in seconds. A phase that did not happen is absent.',
      ...object(Object.fromEntries(phasesInOrder.map((phase) => [`${phase}?`, { type: 'number', minimum: 0 }]))),
    },
  }),
};
