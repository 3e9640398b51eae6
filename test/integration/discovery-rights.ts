import type { Test } from 'tap';
import type { AuditEvent } from './audit.js';
import type { DiscoveryScene } from './discovery-scene.js';
import type { KubernetesObject } from './kubernetes-api.js';
import { readRights } from './kustomize.js';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

const username = 'system:serviceaccount:apiserver-cert-exporter:apiserver-cert-exporter';
const endpoints = '/api/v1/namespaces/default/endpoints/kubernetes';

/**
 * Reads from the servers' audit logs what the service account of deploy/kustomize has asked. Shows that it needs all of its rights and no
 * others, and that no server has answered from a deprecated API. Call it after the account was used.
 */
export async function discoveryRights(t: Test, { kubernetes, servers, survivors }: DiscoveryScene): Promise<void> {
  const events = servers.flatMap((server) => server.audit()).filter(({ user }) => user.username === username);
  t.comment(`${events.length} requests: ${[...new Set(events.map(requestText))].sort().join(', ')}`);
  const refused = events.filter(({ annotations }) => annotations?.['authorization.k8s.io/decision'] !== 'allow');
  t.same(refused.map(requestText), [], 'each request was allowed');

  const used = new Set(events.map(rightOf));
  const granted = readRights().flatMap(rightsOf);
  const spare = kubernetes.minor < 26 ? [] : ['get /metrics'];
  t.same(granted.filter((right) => !used.has(right)).sort(), spare, 'rights that are for other versions');
  t.same(
    [...used].filter((right) => !granted.includes(right)),
    [],
    'rights that are not in the manifest',
  );

  const notItself = (): readonly AuditEvent[] =>
    servers.flatMap((server) => server.audit()).filter(({ user }) => user.username !== 'system:apiserver');
  // The servers' metric `apiserver_requested_deprecated_apis` does not say who asked, and they write Endpoints themselves.
  t.same(notItself().filter(isDeprecated).map(requestText), [], 'no test so far has asked a deprecated API');
  const [server] = survivors;
  for (const path of new Set(events.filter(({ objectRef }) => objectRef).map(({ requestURI }) => requestURI)))
    t.equal((await server.get(path)).warning, undefined, `no warning: ${path}`);

  if (kubernetes.minor < 33) return;
  t.match((await server.get(endpoints)).warning, /Endpoints is deprecated/, 'a warning can be seen');
  t.same(notItself().filter(isDeprecated).map(requestText), [`get ${endpoints} 200`], 'so can a deprecated API');
}

function requestText({ verb, requestURI, responseStatus }: AuditEvent): string {
  return `${verb} ${requestURI} ${responseStatus.code}`;
}

function isDeprecated({ annotations }: AuditEvent): boolean {
  return annotations?.['k8s.io/deprecated'] !== undefined;
}

/** As in `list endpointslices` and `get /metrics`. */
export function rightOf({ verb, requestURI, objectRef }: AuditEvent): string {
  return `${verb} ${objectRef?.resource ?? requestURI.replace(/\?.*/, '')}`;
}

/** The same of what a role grants. */
export function rightsOf(object: KubernetesObject & { readonly rules?: readonly Rule[] }): readonly string[] {
  return (object.rules ?? []).flatMap(({ resources = [], nonResourceURLs = [], verbs }) =>
    verbs.flatMap((verb) => [...resources, ...nonResourceURLs].map((what) => `${verb} ${what}`)),
  );
}
