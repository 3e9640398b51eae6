import type { ConfiguredCa } from './configured-ca.js';
import type { OverridableKey } from './overridable-keys.js';
import type { Settings } from './schema.js';

/** The validated configuration. Every default is filled in, every path is absolute, and every CA file has been read. */
export interface Config {
  readonly targets: readonly TargetConfig[];
  readonly files: readonly FileSpec[];
  /** Whether to read the files of a control-plane node that kubeadm has set up as well. */
  readonly kubeadm: boolean;
  readonly probe: ProbeConfig;
}

/** Files with certificates. */
export interface FileSpec {
  /** Absolute. Relative patterns start there. It is never a pattern itself, even if it has characters such as `*`. */
  readonly folder: string;
  /** Paths with wildcards such as `*`. */
  readonly patterns: readonly string[];
}

/** A mapping of the schema as a readonly value. */
type Value<Mapping> = {
  readonly [Key in keyof Mapping]: Mapping[Key] extends (infer Item)[] ? readonly Item[] : Mapping[Key];
};

/** Durations are in seconds. The schema says what each key means. */
export type ProbeConfig = Value<Settings['probe']>;

/** A target with every setting of `probe`, of which its own have precedence. Durations are in seconds. The schema says what each key means. */
export type TargetConfig = Value<
  Omit<Settings['targets'][number], 'ca' | 'kubeconfig' | 'kubeconfigs' | keyof ProbeConfig>
> &
  Pick<ProbeConfig, OverridableKey | 'discoveryInterval'> & {
    readonly kubeconfig: KubeconfigConfig | undefined;
    /** The kubeconfigs of a fleet. */
    readonly kubeconfigs: FileSpec | undefined;
    /**
     * Whether one address family of a name is enough, as for clients, which connect to the first that answers. If not, only a family that
     * this host can never reach may be left out. No key of the file sets it.
     */
    readonly anyFamily: boolean;
    /**
     * With discovery by a kubeconfig: whether the server that kubectl dials is probed beside the instances (`also`), and alone where these cannot
     * be listed or reached (`instead`). Undefined: it is probed if it is a gateway. No key of the file sets it.
     */
    readonly kubectlServer: 'also' | 'instead' | undefined;
    readonly ca: ConfiguredCa | undefined;
  };

export interface KubeconfigConfig {
  /** Absolute. The first one has precedence. */
  readonly paths: readonly string[];
  /** Whether a missing file is an error. */
  readonly required: boolean;
  /** undefined: the current context. */
  readonly context: string | undefined;
}
