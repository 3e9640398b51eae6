/** Where the API server of kubeadm's folder listens, and what is known before it is asked. */
export interface LocalPlace {
  /** The IPs to ask: one, or the loopback address as well. Empty: the files name none of this host. */
  readonly hosts: readonly string[];
  readonly port: number;
  /** Whether a file says the port of this server. If not, it is that of a load balancer, or the default. */
  readonly isPortKnown: boolean;
  /** The IP on which it alone listens; undefined: on every address of its node, or that is not known. */
  readonly bind: string | undefined;
  /** Whether the only host is the advertised address, which the certificate covers. */
  readonly isAdvertised: boolean;
  /** Whether this host has the address that the files name. Undefined: they name none that would tell one host from another. */
  readonly isHere: boolean | undefined;
  /** The IP that the manifest names, and hosts do not share; undefined: none. */
  readonly named: string | undefined;
  /** Whether this is the folder that kubeadm uses. Another one may be a copy from another host. */
  readonly isOwnFolder: boolean;
  /** Why the manifest of the static pod says nothing, as it follows its path; undefined: it was read. */
  readonly noManifest: { readonly isMissing: boolean; readonly why: string } | undefined;
  /** The absolute path of the manifest. */
  readonly manifest: string;
  /** Whether there is a serving certificate. */
  readonly hasCertificate: boolean;
  /** The serving certificate in the manifest, if it is not kubeadm's. */
  readonly otherFile: string | undefined;
}

/**
 * Every state of the API server of kubeadm's folder, with the words of tables. `answers`: it showed a certificate; `other`: something else did, which
 * is no kube-apiserver and not of its CA; `dead`: nothing listens at the address, which this host has; `stopped`: the same, and it has no manifest;
 * `failing`: no certificate was seen for another reason; `elsewhere`: the same, and this host does not have the address; `none`: the folder is not that of
 * a control-plane node.
 */
export const localServerStates = {
  answers: 'answers',
  other: 'another server answers',
  dead: 'dead',
  stopped: 'stopped',
  failing: 'no certificate seen',
  elsewhere: 'not on this host',
  none: 'no control-plane node',
} as const;

export type LocalServerState = keyof typeof localServerStates;

export interface LocalServer {
  readonly state: LocalServerState;
  /** The address that was asked, and answered if any did; undefined: none. */
  readonly address: string | undefined;
  /** What was seen, in one sentence for people. */
  readonly text: string;
  readonly place: LocalPlace;
}

/** What check --kubeadm adds to the report on a target. */
export interface LocalView {
  /** Where the target is the API server of the node itself: what was seen of it. */
  readonly localServer?: LocalServer;
  /** Where nothing answers: the address at which the API server of the node itself does. */
  readonly localAnswersAt?: string;
}
