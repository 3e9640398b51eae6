import { kubeadmAuthorities } from '../src/files/kubeadm-files.js';
import { fileReasons } from '../src/files/file-report.js';
import { fileKinds, servingFileKinds } from '../src/findings/kinds/files.js';
import { findingKinds } from '../src/findings/kinds/finding-kinds.js';
import { distributions } from '../src/findings/remedies/distribution.js';
import { exitCodes, severities } from '../src/findings/severity/severity.js';
import { reasonNames } from '../src/probe/reason.js';
import { phasesInOrder, probesInOrder } from '../src/probe/report.js';

type Schema = Readonly<Record<string, unknown>>;

const kinds = [...findingKinds, ...fileKinds, ...servingFileKinds];

/** The JSON Schema of what `check --output json` prints, made from the tables that the output itself is made from. */
export function checkSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'apiserver-cert-exporter check --output json',
    description: 'What one check of API servers showed. Unknown values are null.',
    ...object({
      version: {
        description: 'Of this format. It changes when something is renamed or removed, not when something is added.',
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
        description: 'With --kubeadm: what kubeadm certs check-expiration shows.',
        ...object({ certificates: list(ref('kubeadmRow')), authorities: list(ref('kubeadmRow')) }),
      },
      findings: list(ref('finding'), 'Worst first.'),
    }),
    $defs: { ...general, ...probing, ...onDisk, ...ofFindings },
  };
}

/** A key that ends with `?` may be absent; no other key is allowed. */
function object(properties: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(properties);
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.flatMap(([key]) => (key.endsWith('?') ? [] : [key])),
    properties: Object.fromEntries(entries.map(([key, schema]) => [key.replace(/\?$/, ''), schema])),
  };
}

function list(items: Schema, description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'array', items };
}

function text(description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'string' };
}

function flag(description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'boolean' };
}

function oneOf(values: readonly string[], description?: string): Schema {
  return { ...(description !== undefined && { description }), enum: values };
}

function orNull(schema: Schema, description?: string): Schema {
  return { ...(description !== undefined && { description }), anyOf: [schema, { type: 'null' }] };
}

function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

const texts = list(text());

/** certificateJson of src/cli/certificate-json.ts. */
const certificate = {
  subject: text('RFC 4514.'),
  issuer: text('RFC 4514.'),
  serialNumber: text('Upper-case hexadecimal, no separators.'),
  fingerprintSha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  notBefore: ref('time'),
  notAfter: ref('time'),
  dnsNames: list(text(), 'DNS names among the SANs.'),
  ipAddresses: list(text(), 'IP addresses among the SANs.'),
  otherNames: list(
    object({ type: oneOf(['email', 'uri', 'directory', 'registeredId', 'other']), value: text() }),
    'All other SANs. They cover no name.',
  ),
  keyAlgorithm: text('Such as `RSA 2048` or `ECDSA P-256`.'),
  signatureAlgorithm: text("As Go's crypto/x509 names it, such as `SHA256-RSA`."),
  isCa: flag('Whether basicConstraints says that it is a CA.'),
};

const general = {
  time: {
    description: 'ISO 8601, UTC, whole seconds.',
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
  },
  certificate: object(certificate),
};

const chain = list(ref('certificate'), 'The certificates that were served after the leaf.');

const loopback = {
  description: 'The certificate that kube-apiserver makes in memory for its connections to itself.',
  oneOf: [
    object({
      state: { const: 'found' },
      startedAt: { description: 'When the process started.', ...ref('time') },
      processes: {
        description: 'How many processes answered, counted by their loopback certificates.',
        type: 'integer',
        minimum: 1,
      },
      ...certificate,
      chain,
    }),
    object({
      state: { const: 'not_asked' },
      because: oneOf(['disabled', 'dynamiclistener', 'no_serving_handshake']),
    }),
    object({ state: oneOf(['not_served', 'failed']) }),
  ],
};

const probing = {
  target: object({
    name: text("The target's name, or the endpoint as it was given."),
    labels: { type: 'object', additionalProperties: text() },
    discovered: flag('Whether everything that the target names is known as of now, and led to endpoints.'),
    insecure: flag('Whether its kubeconfig switches verification off.'),
    notes: list(text(), 'What went wrong or was left out while its endpoints were found.'),
    truncated: list(oneOf(['addresses']), 'Which limits were exceeded while its endpoints were found.'),
    endpoints: list(ref('endpoint')),
  }),
  endpoint: object({
    address: text('IP:port as dialled, or host:port where the host has no address.'),
    up: flag('Whether a TLS handshake showed a serving certificate.'),
    tlsVersion: { description: 'As OpenSSL names it, such as `TLSv1.3`.', type: ['string', 'null'] },
    serving: orNull(ref('certificate'), 'The serving certificate (leaf).'),
    chain,
    trust: {
      description: "The verdict by the target's CA, apart from names and dates; `unknown` without a CA.",
      oneOf: [
        object({ state: oneOf(['trusted', 'unknown']) }),
        object({ state: { const: 'untrusted' }, code: text("OpenSSL's.") }),
      ],
    },
    loopback,
    uptimeSeconds: { description: 'For which the process has been running.', type: ['integer', 'null'], minimum: 0 },
    names: list(
      object({
        name: text(),
        role: oneOf(['client', 'instance'], "`client`: clients use it; `instance`: the instance's own address."),
        covered: flag(),
      }),
      "The expected names, judged by the rules of Go's crypto/x509 on the certificate that a client sees which dials the name.",
    ),
    http: orNull(
      object({
        gitVersion: { description: 'From /version, such as `v1.34.2`.', type: ['string', 'null'] },
        health: list(object({ check: text(), healthy: flag() }), 'From /livez?verbose.'),
        startedAt: orNull(ref('time'), 'process_start_time_seconds, where it may be read.'),
      }),
      'What was answered over HTTP; null: it was not asked, or not answered.',
    ),
    failures: list(object({ probe: oneOf(probesInOrder), reason: oneOf(reasonNames) })),
    truncated: list(oneOf(['names', 'chain', 'health_checks']), 'Which limits were exceeded.'),
    phases: {
      description: 'Seconds that each took; one that did not happen is absent.',
      ...object(Object.fromEntries(phasesInOrder.map((phase) => [`${phase}?`, { type: 'number', minimum: 0 }]))),
    },
  }),
};

const onDisk = {
  file: object({
    path: text('Also a pattern that leads to no file, or a folder that cannot be listed.'),
    state: oneOf(['read', 'skipped', 'failed'], 'skipped: it has a key and no certificate.'),
    'because?': { const: 'key' },
    'reason?': oneOf(Object.keys(fileReasons), 'Where the state is failed.'),
    'message?': text('Where the state is failed.'),
    certificates: list(ref('fileCertificate'), 'Those that could be decoded.'),
  }),
  fileCertificate: object({
    label: text("Unique in its file: the position, from 1; in a kubeconfig the user's name, or `cluster NAME`."),
    ...certificate,
  }),
  servingFile: object({
    target: text(),
    address: text(),
    path: text(),
    match: flag('Whether the endpoint serves the first certificate of the file.'),
  }),
  kubeadmRow: object({
    name: text("kubeadm's own."),
    path: text(),
    authority: oneOf(
      kubeadmAuthorities.map(({ name }) => name),
      'Which CA signed it; for a CA, the CA itself.',
    ),
    externallyManaged: flag(),
    missing: flag(),
    problem: { description: 'Why the file does not show its certificate.', type: ['string', 'null'] },
    notAfter: orNull(ref('time')),
  }),
};

const paths = { ...list(text(), 'Paths of the files that it is about.'), minItems: 1 };

const ofFindings = {
  finding: object({
    id: oneOf(kinds.map(({ id }) => id)),
    severity: oneOf(severities),
    about: oneOf([...new Set(kinds.map(({ about }) => about))]),
    'runbook?': text('The alert whose page in docs/runbooks says more; absent: there is none.'),
    'target?': text('Absent: it is about files, which belong to no target.'),
    addresses: list(text(), 'Of the endpoints that it is about; none: the target as a whole, or files.'),
    'files?': paths,
    names: list(text(), 'Expected names that it is about.'),
    title: text(),
    details: { ...list(object({ addresses: texts, 'files?': paths, text: text() })), minItems: 1 },
    remedy: ref('remedy'),
    distributions: list(
      ref('distribution'),
      'What the target looks like, by the names in its certificates; none: unknown.',
    ),
  }),
  remedy: object({
    advice: list(text(), 'What applies to every control plane.'),
    beware: list(text(), 'Traps.'),
    procedures: list(
      object({
        distributions: list(ref('distribution'), 'What it is for; none: all of them.'),
        lines: list(text(), 'Commands and pieces of configuration.'),
      }),
    ),
  }),
  distribution: oneOf(distributions),
};
