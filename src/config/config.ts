import type { HostName } from '../x509/host-name.js';

/** The validated configuration: every default is filled in, every path is absolute, every file that it names has been read. */
export interface Config {
  readonly targets: readonly TargetConfig[];
  readonly probe: ProbeConfig;
}

export interface ProbeConfig {
  /** Seconds for one look at one endpoint, at most; the scrape's own deadline may be shorter. */
  readonly timeout: number;
  /** Handshakes under way at once. */
  readonly concurrency: number;
  /** Whether the loopback certificate is looked for. */
  readonly loopback: boolean;
}

export interface TargetConfig {
  readonly name: string;
  readonly addresses: readonly AddressConfig[];
  /** Further names and IPs by which clients reach the API server. */
  readonly names: readonly HostName[];
  /** DER certificates of the target's CA. */
  readonly ca: readonly Uint8Array[] | undefined;
  readonly serverName: HostName | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Overrides of `probe`, already resolved. */
  readonly timeout: number;
  readonly loopback: boolean;
}

export interface AddressConfig {
  readonly host: HostName;
  readonly port: number;
}
