/** What is known of a kind of server. */
interface KindOfServer {
  /** The words for people. */
  readonly text: string;
}

/**
 * The kinds of servers that answer at a port as kube-apiserver does, because they are built on the same library, k8s.io/apiserver: the closed
 * list of the key `kind`, each with all there is to know of it.
 */
export const serverKinds = {
  'kube-apiserver': { text: 'kube-apiserver' },
  aggregated: { text: 'aggregated API server' },
  'metrics-server': { text: 'metrics-server' },
  'kube-controller-manager': { text: 'kube-controller-manager' },
  'kube-scheduler': { text: 'kube-scheduler' },
  'cloud-controller-manager': { text: 'cloud-controller-manager' },
} as const satisfies Readonly<Record<string, KindOfServer>>;

export type ServerKind = keyof typeof serverKinds;

export const serverKindNames = Object.keys(serverKinds) as readonly ServerKind[];
