import type { KubernetesObject } from '../kubernetes-api.js';
import { sanitized, type Target } from './meta-labels.js';

type Labels = Readonly<Record<string, string>>;

/** What is read of a ServiceMonitor (monitoring.coreos.com/v1). */
export interface ServiceMonitor extends KubernetesObject {
  readonly spec: {
    readonly jobLabel?: string;
    readonly targetLabels?: readonly string[];
    readonly selector: { readonly matchLabels?: Labels };
    readonly namespaceSelector?: { readonly matchNames?: readonly string[] };
    readonly endpoints: readonly MonitorEndpoint[];
  };
}

interface KeyOf {
  readonly name: string;
  readonly key: string;
}

export interface MonitorEndpoint {
  readonly port: string;
  readonly path?: string;
  readonly scheme?: string;
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly honorLabels?: boolean;
  readonly relabelings?: readonly Relabeling[];
  readonly metricRelabelings?: readonly Relabeling[];
  readonly basicAuth?: { readonly username: KeyOf; readonly password: KeyOf };
  readonly tlsConfig?: {
    readonly ca?: { readonly secret?: KeyOf; readonly configMap?: KeyOf };
    readonly cert?: { readonly secret?: KeyOf };
    readonly keySecret?: KeyOf;
    readonly serverName?: string;
    readonly insecureSkipVerify?: boolean;
  };
}

type Relabeling = Readonly<Record<string, unknown>>;

type ByReference = (kind: 'secrets' | 'configmaps', ref: KeyOf) => string;

/** What a ServiceMonitor only refers to: as text, or as the path of a file. */
export interface Referred {
  readonly valueOf: ByReference;
  readonly fileOf: ByReference;
}

/**
 * Returns the scrape configurations that the Prometheus Operator makes of a ServiceMonitor: generateServiceMonitorConfig of
 * pkg/prometheus/promcfg.go in v0.85.0. `targets` stand for kubernetes_sd_configs; the operator's relabelling keeps those that the monitor selects.
 */
export function operatorScrape(
  monitor: ServiceMonitor,
  targets: readonly Target[],
  referred: Referred,
): readonly object[] {
  const { metadata, spec } = monitor;
  const own = metadata.namespace ?? '';
  const names = spec.namespaceSelector?.matchNames ?? [own];
  const inNamespaces = { action: 'keep', source_labels: ['__meta_kubernetes_namespace'], regex: names.join('|') };
  return spec.endpoints.map((endpoint, i) => ({
    job_name: `serviceMonitor/${own}/${metadata.name}/${i}`,
    honor_labels: endpoint.honorLabels ?? false,
    static_configs: targets,
    ...absentOmitted({
      metrics_path: endpoint.path,
      scheme: endpoint.scheme?.toLowerCase(),
      scrape_interval: endpoint.interval,
      scrape_timeout: endpoint.scrapeTimeout,
    }),
    ...loginOf(endpoint, referred),
    relabel_configs: [inNamespaces, ...ofOperator(monitor, endpoint), ...(endpoint.relabelings ?? []).map(snakeCased)],
    metric_relabel_configs: (endpoint.metricRelabelings ?? []).map(snakeCased),
  }));
}

function ofOperator({ spec }: ServiceMonitor, { port }: MonitorEndpoint): readonly object[] {
  const service = '__meta_kubernetes_service';
  const selected = Object.entries(spec.selector.matchLabels ?? {}).map(([name, value]) => {
    const label = `${service}_label_${sanitized(name)}`;
    const present = `${service}_labelpresent_${sanitized(name)}`;
    return { action: 'keep', source_labels: [label, present], regex: `(${value});true` };
  });
  const of = (target_label: string, source: string, regex = '(.*)', replacement = '$1'): object => ({
    target_label,
    source_labels: [source],
    regex,
    replacement,
  });
  const jobLabel = spec.jobLabel;
  return [
    of('__tmp_prometheus_job_name', 'job'),
    ...selected,
    { action: 'keep', source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: port },
    of('namespace', '__meta_kubernetes_namespace'),
    of('service', `${service}_name`),
    of('pod', '__meta_kubernetes_pod_name'),
    of('container', '__meta_kubernetes_pod_container_name'),
    { action: 'drop', source_labels: ['__meta_kubernetes_pod_phase'], regex: '(Failed|Succeeded)' },
    ...(spec.targetLabels ?? []).map((name) => of(sanitized(name), `${service}_label_${sanitized(name)}`, '(.+)')),
    of('job', `${service}_name`),
    ...(jobLabel === undefined ? [] : [of('job', `${service}_label_${sanitized(jobLabel)}`, '(.+)')]),
    { target_label: 'endpoint', replacement: port },
  ];
}

function loginOf({ basicAuth, tlsConfig }: MonitorEndpoint, { valueOf, fileOf }: Referred): object {
  const login = basicAuth && {
    username: valueOf('secrets', basicAuth.username),
    password: valueOf('secrets', basicAuth.password),
  };
  const { ca, cert, keySecret, serverName, insecureSkipVerify } = tlsConfig ?? {};
  const caFile = ca?.secret ? fileOf('secrets', ca.secret) : ca?.configMap && fileOf('configmaps', ca.configMap);
  const tls = tlsConfig && {
    ...absentOmitted({
      ca_file: caFile,
      cert_file: cert?.secret && fileOf('secrets', cert.secret),
      key_file: keySecret && fileOf('secrets', keySecret),
      server_name: serverName,
      insecure_skip_verify: insecureSkipVerify,
    }),
  };
  return absentOmitted({ basic_auth: login, tls_config: tls });
}

function snakeCased(relabeling: Relabeling): Relabeling {
  const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const entries = Object.entries(relabeling).map(([name, value]) => [snake(name), value] as const);
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'action' ? lowerCased(value) : value]));
}

function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function absentOmitted<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
