import type { Address } from '../net/address.js';
import type { Network } from '../net/network.js';
import type { HostName } from '../x509/host-name.js';

/** The validated configuration: every default is filled in, every path is absolute, every file that it names has been read. */
export interface Config {
  readonly targets: readonly TargetConfig[];
  readonly files: readonly FileSpec[];
  /** Whether the files of a control-plane node that kubeadm has set up are read as well. */
  readonly kubeadm: boolean;
  readonly probe: ProbeConfig;
}

/** Files with certificates. */
export interface FileSpec {
  /** Absolute: what is relative counts from it. It is no pattern, whatever characters it has. */
  readonly folder: string;
  /** Paths, in which `*` and the like have a meaning. */
  readonly patterns: readonly string[];
}

export interface ProbeConfig {
  /** Seconds for one look at one endpoint, at most; the scrape's own deadline may be shorter. */
  readonly timeout: number;
  /** Handshakes under way at once. */
  readonly concurrency: number;
  /** Whether the loopback certificate is looked for. */
  readonly loopback: boolean;
  /** Whether /version and /livez are asked for. */
  readonly http: boolean;
  /** Seconds between two questions for the list of instances, at least. */
  readonly discoveryInterval: number;
  /** Where addresses may be looked at that no target has. */
  readonly allowNetworks: readonly Network[];
}

export interface TargetConfig {
  readonly name: string;
  /** None where a kubeconfig or discovery leads to the endpoints. */
  readonly addresses: readonly Address[];
  readonly kubeconfig: KubeconfigConfig | undefined;
  /** `kubernetes`: every instance behind service default/kubernetes, asked for with the kubeconfig, or as the pod that we are. */
  readonly discovery: 'kubernetes' | undefined;
  /** Whether the addresses of the control plane's nodes are expected names. */
  readonly nodes: boolean;
  /** `cluster.local`, mostly. */
  readonly clusterDomain: string;
  /** How often the loopback certificate is looked at, to count the processes behind a load balancer. */
  readonly loopbackLooks: number;
  readonly discoveryInterval: number;
  /** Further names and IPs by which clients reach the API server. */
  readonly names: readonly HostName[];
  /** DER certificates of the target's CA. */
  readonly ca: readonly Uint8Array[] | undefined;
  readonly serverName: HostName | undefined;
  /** Absolute: the file from which the API servers of this target serve. */
  readonly servingFile: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Overrides of `probe`, already resolved. */
  readonly timeout: number;
  readonly loopback: boolean;
  readonly http: boolean;
}

export interface KubeconfigConfig {
  /** Absolute, in falling order of weight. */
  readonly paths: readonly string[];
  /** Whether a missing one is an error. */
  readonly required: boolean;
  /** undefined: the current one. */
  readonly context: string | undefined;
}
