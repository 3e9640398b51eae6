import { checkFamilies } from '../src/metrics/check-families.js';
import { endpointFamilies } from '../src/metrics/endpoint-families.js';
import type { Family } from '../src/metrics/family.js';
import { fileFamilies, servingFileFamilies } from '../src/metrics/file-families.js';
import { createOwnMetrics } from '../src/metrics/own-metrics.js';
import { targetFamilies } from '../src/metrics/target-families.js';
import { entrySigns } from '../src/probe/entry-point.js';
import { reasons } from '../src/probe/reason.js';
import { truncations } from '../src/probe/truncation.js';
import { refusalReasons } from '../src/x509/go-refusal.js';

type Row = Pick<Family<never>, 'name' | 'help' | 'labels'>;

/** docs/metrics.md: every metric of the exporter, from its own tables. */
export function metricsPage(): string {
  return `# Metrics

This page is generated from the tables in src/metrics; \`npm run generate\` writes it.

If a value is unknown, its series is absent: it is never 0 or -1 instead. Only \`_info\` series have the labels that change when a
certificate is renewed (serial number, fingerprint, issuer), and those of a target's CA, with a series for each of its certificates.

## Endpoints

One series for each endpoint, with the labels \`target\`, \`address\` (IP:port as dialled, or host:port where the host has no address or a proxy resolves it) and the target's labels from the configuration.

${table([...endpointFamilies, ...servingFileFamilies])}

## Targets

These metrics have the label \`target\` and the target's labels from the configuration.

${table(targetFamilies)}

## Files

Certificates on disk, from \`files\`, \`kubeadm\` and \`servingFile\` of the configuration. They do not belong to a target. The label
\`certificate\` is the position in the file, from 1. In a kubeconfig it is the user's name, or \`cluster NAME\` for the CA of a cluster.
\`/probe\` does not have these metrics.

${table(fileFamilies)}

## The check

Of [\`check --output openmetrics\`](check-output.md#metrics-for-the-textfile-collector) alone, which has the metrics of endpoints, targets and files above, and none of the exporter
itself. They have no label of a target.

${table(checkFamilies)}

## The exporter itself

In addition, there are Node's process metrics (\`process_*\`, \`nodejs_*\`). \`/probe\` does not have any of these metrics.

${table(ownFamilies())}

## Reasons

All values of the label \`reason\` of \`apiserver_endpoint_probe_failed\`:

| reason | meaning |
|---|---|
${Object.entries(reasons)
  .map(([name, { meaning }]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}

## Entry points

All values of the label \`reason\` of \`apiserver_endpoint_entry_point\`. [What follows from each](operation.md#entry-points-and-load-balancers).

| reason | meaning |
|---|---|
${Object.entries(entrySigns)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}

## Refusals

All values of the label \`reason\` of \`apiserver_endpoint_refused\`: why a Go client refuses the certificate. The runbook
[ApiserverCertificateRefused](runbooks/ApiserverCertificateRefused.md) has Go's words for each, and what to do.

| reason | meaning |
|---|---|
${Object.entries(refusalReasons)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}

## Truncations

All values of the label \`what\` of \`apiserver_cert_exporter_truncations_total\`. A certificate of more than 256 KiB or 20,000 SANs is not
cut, but refused as \`certificate_too_large\`. OpenSSL ends handshakes with more than 100 KiB of certificates for the same reason.

| what | meaning |
|---|---|
${Object.entries(truncations)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}
`;
}

function table(families: readonly Row[]): string {
  const rows = families.map(
    ({ name, help, labels }) => `| \`${name}\` | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
  );
  return ['| metric | further labels | meaning |', '|---|---|---|', ...rows].join('\n');
}

function ownFamilies(): readonly Row[] {
  return createOwnMetrics('')
    .registry.getMetricsAsArray()
    .map((metric) => metric as unknown as { name: string; help: string; labelNames?: string[] })
    .filter(({ name }) => name.startsWith('apiserver_cert_exporter_'))
    .map(({ name, help, labelNames = [] }) => ({ name, help, labels: labelNames }));
}
