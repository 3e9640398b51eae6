import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Test } from 'tap';
import type { AuditEvent } from '../audit.js';
import { clusterDefinition } from '../cluster-api-objects.js';
import { startControlPlane, threeNodes } from '../control-plane.js';
import type { KubernetesObject } from '../kubernetes-api.js';
import type { Kubernetes } from '../kubernetes.js';
import { startLoadBalancer } from '../load-balancer.js';
import { type ServedApi, servedApi, type Verdict } from '../served-api.js';
import { until } from '../until.js';
import { apiServiceAddress } from './pod-environment.js';

/** A real kube-apiserver on the first of two nodes, at the address that pods know, with the kinds of the Prometheus Operator. */
export interface ChartScene {
  readonly kubernetes: Kubernetes;
  readonly api: ServedApi;
  readonly folder: string;
  readonly pki: string;
  /** The administrator's. */
  readonly kubeconfig: string;
  /** Returns all that the server has answered to this user. */
  readonly askedBy: (username: string) => readonly AuditEvent[];
  /** Stores objects. Rejects if the server refuses one, or warns. */
  readonly create: (objects: readonly KubernetesObject[], namespace: string) => Promise<readonly Verdict[]>;
  /** Makes a namespace that enforces a level of pod security, and warns of what this or another level does not allow. */
  readonly createNamespace: (name: string, enforce: Level, warn?: Level) => Promise<void>;
  readonly hasNamespace: (name: string) => Promise<boolean>;
}

export async function startChartScene(t: Test, kubernetes: Kubernetes): Promise<ChartScene> {
  const place = { hosts: [threeNodes.hosts[0]], port: threeNodes.port, loadBalancer: undefined } as const;
  const { folder, pki, kubeconfig, admin, servers } = await startControlPlane(t, kubernetes, place);
  const [server] = servers;
  const balancer = join(folder, 'service');
  mkdirSync(balancer);
  const service = await startLoadBalancer(`${apiServiceAddress}:443`, servers, balancer);
  t.teardown(() => service.end());

  const api = servedApi(admin, `https://${server.address}`);
  const create: ChartScene['create'] = async (objects, namespace) => {
    const verdicts: Verdict[] = [];
    for (const object of objects) verdicts.push(await stored(api, object, namespace));
    return verdicts;
  };
  const ca = readFileSync(join(pki, 'ca.crt'), 'utf8');
  // Version 1.20 refuses them.
  if (kubernetes.minor >= 25) await create([...definitions(), clusterDefinition], '');
  await until('the definitions are served', 30, async () => {
    const { items } = (await api.ask('/apis/apiextensions.k8s.io/v1/customresourcedefinitions')) as Definitions;
    return items.every(isServed) ? true : undefined;
  });
  return {
    kubernetes,
    api,
    folder,
    pki,
    kubeconfig,
    askedBy: (username) => server.audit().filter(({ user }) => user.username === username),
    create,
    hasNamespace: async (name) => (await server.get(`/api/v1/namespaces/${name}`)).status === 200,
    createNamespace: async (name, enforce, warn = enforce) => {
      const labels = { [`${podSecurity}/enforce`]: enforce, [`${podSecurity}/warn`]: warn };
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
      // kube-controller-manager makes it in every namespace.
      const root = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'kube-root-ca.crt' },
        data: { 'ca.crt': ca },
      };
      await create([namespace, root], name);
    },
  };
}

type Level = 'restricted' | 'privileged';

const podSecurity = 'pod-security.kubernetes.io';

async function stored(api: ServedApi, object: KubernetesObject, namespace: string): Promise<Verdict> {
  const verdict = await api.post(object, namespace, 'create');
  const { status, warning, answer } = verdict;
  if (status === 201 && warning === undefined) return verdict;
  throw new Error(`${object.kind} ${object.metadata.name}: ${status} ${warning ?? ''} ${answer.message ?? ''}`);
}

/** The CustomResourceDefinitions in the folder CRDS. */
function definitions(): readonly KubernetesObject[] {
  const folder = process.env['CRDS'] ?? '';
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => load(readFileSync(join(folder, file), 'utf8')) as KubernetesObject);
}

interface Definitions {
  readonly items: readonly Definition[];
}

interface Definition {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function isServed({ status }: Definition): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false;
}

/** Two nodes of the control plane. Nothing answers at the second one. */
export const controlPlaneNodes: readonly KubernetesObject[] = ['k8ctl', 'k8ctl2'].map((name, i) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: { addresses: [{ type: 'InternalIP', address: threeNodes.hosts[i] }] },
}));
