/** What the end of a loopback certificate does. `may_break`: nobody sees it from outside. */
export type LoopbackEnd = 'breaks' | 'may_break' | 'harmless';

/** What is known of a kind of server. Texts for people name no kind of cluster, since most of these servers run on each. */
export interface KindOfServer {
  /** The words for people. */
  readonly text: string;
  readonly signs: Signs;
  /** What the end of its loopback certificate does, where it shows no informers. */
  readonly loopbackEnd: LoopbackEnd;
  /** What fails then, or may fail, as the end of a sentence. */
  readonly loopbackBreaks: string | undefined;
  /** How a new process is started, and what happens meanwhile. */
  readonly restart: string;
  readonly beware: readonly string[];
  /** Commands that only read, and show which one it is. */
  readonly find: readonly string[];
}

/** How it is recognised. Its port is no sign: any server may have any port. */
interface Signs {
  /** A name of its own among the checks of `/livez?verbose`, or of `/healthz?verbose`. */
  readonly check: RegExp | undefined;
  /** A DNS name in its serving certificate, once it has shown a loopback certificate. */
  readonly name: RegExp | undefined;
  /** A health check that only a server with informers of its own has, which use the loopback client: then the end breaks something. */
  readonly informers?: RegExp;
}

/** With `--cert-dir` (k8s.io/apiserver, pkg/server/options/serving.go: CanReadCertAndKey asks whether the files can be read, not when they end). */
const keepsPair =
  'with --cert-dir, it writes the pair that it makes into that folder, and takes it from there again after a restart, even if it has expired: a new Pod with an emptyDir has none, a restarted container has the old one.';

const mirrorPod = 'deleting the mirror pod with kubectl does not restart the process.';

function staticPod(name: string): string {
  return `Restart ${name} on that node. Where it is a static pod: move its manifest ${name}.yaml out of the folder of manifests, wait until crictl ps --name ${name} shows no container, and move it back. Where it is a unit: systemctl restart ${name}. Where several run, another one takes over within seconds; do one node at a time.`;
}

/**
 * The kinds of servers that answer at a port as kube-apiserver does, because they are built on the same library, k8s.io/apiserver: the closed
 * list of the key `kind`, each with all there is to know of it. The first whose check is seen counts: a server of APIs may also have checks of leader
 * election and of controllers, but no controller manager has a `poststarthook/`.
 *
 * Loopback certificates: kube-controller-manager, kube-scheduler and cloud-controller-manager have one up to 1.34 (SecureServingOptionsWithLoopback
 * in cmd/…/app/options), none from 1.35 on. There, and in metrics-server, nothing uses the client that it is for but the authorizer, which knows
 * its token. sample-apiserver 0.37.2 has an admission plugin with informers by LoopbackClientConfig, and starts them in the hook
 * start-sample-server-informers (pkg/cmd/server/start.go: Config, RunWardleServer); others made after it, as service-catalog, name theirs alike.
 * generic-apiserver-start-informers is none of these: each server of the library has it, for informers that ask kube-apiserver. A server may start
 * informers without such a hook, so that its absence proves nothing.
 */
export const serverKinds = {
  'kube-apiserver': {
    text: 'kube-apiserver',
    signs: {
      check:
        /^(?:poststarthook\/(?:start-kube-api|start-kube-aggregator-|kube-apiserver-|bootstrap-controller$)|autoregister-completion$)/,
      name: /^kubernetes\.default\.svc$|^kube-apiserver\./,
    },
    loopbackEnd: 'breaks',
    loopbackBreaks: 'requests that it makes to itself fail, now or at its next reconnect',
    restart: 'Restart the kube-apiserver process, one node at a time.',
    beware: [mirrorPod],
    find: [],
  },
  'metrics-server': {
    text: 'metrics-server',
    signs: {
      check: /^(?:metadata-informer-sync|metric-collection-timely|metric-storage-ready|metric-informer-sync)$/,
      name: /^metrics-server\.[^.]+\.svc$/,
    },
    loopbackEnd: 'harmless',
    loopbackBreaks: undefined,
    restart:
      'Start a new Pod of metrics-server by its Deployment: kubectl -n kube-system rollout restart deployment/metrics-server, if these are its namespace and name. Meanwhile, kubectl top and the HorizontalPodAutoscaler have no figures for a minute or two.',
    beware: [keepsPair],
    find: [
      `kubectl get apiservice v1beta1.metrics.k8s.io -o jsonpath='{.spec.service.namespace}/{.spec.service.name}{"\\n"}'   # its Service`,
    ],
  },
  aggregated: {
    text: 'aggregated API server',
    signs: { check: /^poststarthook\//, name: undefined, informers: /^poststarthook\/start-.+-informers$/ },
    loopbackEnd: 'may_break',
    loopbackBreaks:
      'its own informers fail, now or at their next reconnect, as those of admission plugins, so that it decides by what it knew before; with version 0.36 or later of its library, /livez fails as well',
    restart:
      'Restart it by its Deployment or DaemonSet: kubectl -n NAMESPACE rollout restart deployment/NAME. The APIService names its Service, and the selector of the Service its Pods. Where only one runs, requests for its API group fail meanwhile.',
    beware: [keepsPair],
    find: [
      `kubectl get apiservices -o custom-columns='NAME:.metadata.name,NAMESPACE:.spec.service.namespace,SERVICE:.spec.service.name'   # which Service serves which group`,
    ],
  },
  'kube-controller-manager': {
    text: 'kube-controller-manager',
    signs: {
      check:
        /^(?:(?:namespace|garbage-collector|serviceaccount(?:-token)?|deployment|replicaset|daemonset|job|ttl|endpointslice|resourcequota|disruption|certificatesigningrequest-approving|node-lifecycle)-controller|garbagecollector|attachdetach|csrapproving|resourcequota|serviceaccount-token)$/,
      name: /^kube-controller-manager\.[^.]+\.svc$/,
    },
    loopbackEnd: 'harmless',
    loopbackBreaks: undefined,
    restart: staticPod('kube-controller-manager'),
    beware: [mirrorPod],
    find: ['kubectl -n kube-system get leases kube-controller-manager   # the one that works now'],
  },
  'cloud-controller-manager': {
    text: 'cloud-controller-manager',
    signs: { check: /^cloud-node(?:-lifecycle)?(?:-controller)?$/, name: /^cloud-controller-manager\.[^.]+\.svc$/ },
    loopbackEnd: 'harmless',
    loopbackBreaks: undefined,
    restart:
      'Restart it by its DaemonSet or Deployment, most likely in kube-system: kubectl -n kube-system rollout restart daemonset/NAME. Where several run, another one takes over within seconds.',
    beware: [],
    find: ['kubectl -n kube-system get daemonsets,deployments,leases   # the one of your cloud'],
  },
  'kube-scheduler': {
    text: 'kube-scheduler',
    // It has no checks but these; a controller manager has one for each of its controllers as well.
    signs: {
      check: /^(?:leaderElection|sched-handler-sync)$/,
      name: /^(?:kube-scheduler\.kube-system|scheduler\.openshift-kube-scheduler)\.svc$/,
    },
    loopbackEnd: 'harmless',
    loopbackBreaks: undefined,
    restart: staticPod('kube-scheduler'),
    beware: [mirrorPod],
    find: ['kubectl -n kube-system get leases kube-scheduler   # the one that works now'],
  },
} as const satisfies Readonly<Record<string, KindOfServer>>;

export type ServerKind = keyof typeof serverKinds;

export const serverKindNames = Object.keys(serverKinds) as readonly ServerKind[];
