import { endpointFamilies } from '../src/metrics/endpoint-families.js';
import type { Family } from '../src/metrics/family.js';
import { fileFamilies, servingFileFamilies } from '../src/metrics/file-families.js';
import { createOwnMetrics } from '../src/metrics/own-metrics.js';
import { targetFamilies } from '../src/metrics/target-families.js';
import { reasons } from '../src/probe/reason.js';
import { truncations } from '../src/probe/truncation.js';

type Row = Pick<Family<never>, 'name' | 'help' | 'labels'>;

/** docs/metrics.md: every family of the catalogue, as the exporter itself knows it. */
export function metricsPage(): string {
  return `# Metrics

This page is generated from the tables in src/metrics; \`npm run generate\` writes it.

An unknown is an absent series, never a sentinel. What changes when a certificate is renewed (serial number, fingerprint, issuer) stands on
\`_info\` series alone.

## Endpoints

One series for each endpoint, with the labels \`target\`, \`address\` (IP:port as dialled, or host:port where the host has no address) and those that the configuration gives the target.

${table([...endpointFamilies, ...servingFileFamilies])}

## Targets

With the label \`target\` and those that the configuration gives the target.

${table(targetFamilies)}

## Files

Certificates on disk, of the configuration's \`files\`, \`kubeadm\` and \`servingFile\`. They belong to no target. The label \`certificate\` is the
position in the file, from 1; in a kubeconfig the user's name, or \`cluster NAME\` for the CA of a cluster. \`/probe\` has none of these.

${table(fileFamilies)}

## The exporter itself

Besides, the process metrics of Node (\`process_*\`, \`nodejs_*\`). \`/probe\` has none of these.

${table(ownFamilies())}

## Reasons

The label \`reason\` of \`apiserver_endpoint_probe_failed\`: a closed list.

| reason | meaning |
|---|---|
${Object.entries(reasons)
  .map(([name, { meaning }]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}

## Truncations

The label \`what\` of \`apiserver_cert_exporter_truncations_total\`: a closed list. A certificate of more than 256 KiB or 20,000 SANs is not cut, but
refused as \`certificate_too_large\`; OpenSSL ends handshakes with more than 100 KiB of certificates for the same reason.

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
