import { type KindOfServer, type LoopbackEnd, serverKindNames, serverKinds, type ServerKind } from './server-kind.js';

/** What a server has shown of itself. */
export interface ShownOfServer {
  /** The kind that its target says, if it says one. */
  readonly configured: ServerKind | undefined;
  /** Whether it has shown a loopback certificate: then the library k8s.io/apiserver answers, and no proxy that terminates TLS. */
  readonly hasLoopback: boolean;
  /** The names of its health checks. */
  readonly checks: readonly string[];
  /** The DNS names that its serving certificate covers. */
  readonly names: readonly string[];
  /** Whether it has made its serving certificate itself, when it started. */
  readonly isSelfMade: boolean;
}

export interface Recognised {
  readonly kind: ServerKind;
  /** What the end of its loopback certificate does. */
  readonly loopbackEnd: LoopbackEnd;
  /** What shows the kind, in words for people. */
  readonly because: string;
}

/** What findings and remedies depend on. */
export type KnownServer = Pick<Recognised, 'kind' | 'loopbackEnd'>;

type Kind = Omit<Recognised, 'loopbackEnd'>;

const table: Readonly<Record<ServerKind, KindOfServer>> = serverKinds;

/**
 * Says which kind of server this is, and why; undefined: nothing shows it. What the target says counts, but any kind of server may stand behind
 * an APIService, so evidence says more than `aggregated`.
 */
export function recogniseServer(shown: ShownOfServer): Recognised | undefined {
  const found = kindOf(shown);
  if (found === undefined) return undefined;
  const { signs, loopbackEnd } = table[found.kind];
  const hasInformers = shown.checks.some((check) => signs.informers?.test(check));
  return { ...found, loopbackEnd: hasInformers ? 'breaks' : loopbackEnd };
}

function kindOf(shown: ShownOfServer): Kind | undefined {
  const { configured } = shown;
  const evident = configured === undefined || configured === 'aggregated' ? byEvidence(shown) : undefined;
  if (configured === undefined || evident?.kind === 'metrics-server') return evident;
  return { kind: configured, because: 'its target says so' };
}

function byEvidence(shown: ShownOfServer): Kind | undefined {
  const { hasLoopback, isSelfMade, checks, names } = shown;
  const byCheck = firstMatch(checks, 'check');
  if (byCheck) return { kind: byCheck.kind, because: `it has the health check ${byCheck.text}` };
  if (!hasLoopback) return undefined;
  const byName = firstMatch(names, 'name');
  if (byName) return { kind: byName.kind, because: `its certificate is for ${byName.text}` };
  // Where kube-apiserver makes its own, that is for kubernetes.default.svc (k8s.io/kubernetes, pkg/controlplane/apiserver/options).
  return isSelfMade
    ? {
        kind: 'aggregated',
        because: 'it has made its serving certificate itself, which is not for kubernetes.default.svc',
      }
    : undefined;
}

function firstMatch(
  texts: readonly string[],
  sign: 'check' | 'name',
): { readonly kind: ServerKind; readonly text: string } | undefined {
  for (const kind of serverKindNames) {
    const text = texts.find((each) => table[kind].signs[sign]?.test(each));
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}
