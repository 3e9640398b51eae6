import { execFileSync } from 'node:child_process';

const folder = 'deploy/kustomize';
const name = 'apiserver-cert-exporter';
/** What stands for the namespace in which Clusters are, and is left out: kubectl gives it. */
const clusters = 'namespace-of-clusters';

/** The order of objects within a file. Helm has another. */
const kinds = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];

interface Rendered {
  /** The file of deploy/chart/templates, such as `rbac/discovery.yaml`. */
  readonly source: string;
  readonly kind: string;
  readonly text: string;
}

const bySetting: Readonly<Record<string, { readonly source: string; readonly set: string; readonly head: string }>> = {
  'aggregated-rbac.yaml': {
    source: 'rbac/aggregated.yaml',
    set: 'rbac.aggregated=true',
    head: `# For discovery: aggregated. "Aggregated API servers" in docs/operation.md says what the exporter reads.
#
#   kubectl apply -f ${folder}/aggregated-rbac.yaml
#
# To narrow the rights, keep the first rule, and move the others to a Role and RoleBinding in each namespace of an aggregated API server, as
# kube-system for metrics-server.
`,
  },
  'cluster-api-rbac.yaml': {
    source: 'rbac/cluster-api.yaml',
    set: 'rbac.clusterApi=true',
    head: `# For discovery: cluster-api on a management cluster, in all namespaces. "Cluster API" in docs/operation.md says what the exporter reads. For some
# namespaces only, apply cluster-api-rbac-namespace.yaml instead.
#
#   kubectl apply -f ${folder}/cluster-api-rbac.yaml
#
`,
  },
  'cluster-api-rbac-namespace.yaml': {
    source: 'rbac/cluster-api.yaml',
    set: `rbac.clusterApi=true,rbac.clusterApiNamespaces={${clusters}}`,
    head: `# For discovery: cluster-api in one namespace with Clusters. Apply it once for each namespace, and name the same ones in the configuration, here
# \`namespaces: [default]\`. For all namespaces, apply cluster-api-rbac.yaml instead.
#
#   kubectl apply --namespace default -f ${folder}/cluster-api-rbac-namespace.yaml
#
`,
  },
};

/**
 * The manifests of deploy/kustomize that are generated, by path: what the chart renders without values, a file for each template, and the rights that
 * only some configurations need. Needs helm (HELM, or on the PATH); throws if it fails.
 */
export function kustomizeFiles(): Readonly<Record<string, string>> {
  const all = render('rbac.create=true');
  const sources = [...new Set(all.map(({ source }) => source))];
  const base = sources.map((source) => [fileOf(source), fileText(all.filter((each) => each.source === source))]);
  const further = Object.entries(bySetting).map(([file, { source, set, head }]) => [
    `${folder}/${file}`,
    fileText(
      render(set).filter((each) => each.source === source),
      head,
    ),
  ]);
  return Object.fromEntries([...base, ...further]) as Record<string, string>;
}

/** rbac/discovery.yaml is deploy/kustomize/rbac-discovery.yaml. */
function fileOf(source: string): string {
  return `${folder}/${source.replaceAll('/', '-')}`;
}

function fileText(objects: readonly Rendered[], head = ''): string {
  const sorted = objects.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return `# Generated from deploy/chart by npm run generate.\n${head}${sorted.map(({ text }) => text).join('---\n')}`;
}

function render(set: string): readonly Rendered[] {
  const args = ['template', name, 'deploy/chart', '--namespace', name, '--set', set];
  const output = execFileSync(process.env['HELM'] ?? 'helm', args, { encoding: 'utf8' });
  return output
    .split(/^---\n/m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const { source = '', rest = '' } =
        /^# Source: [^/]+\/templates\/(?<source>\S+)\n(?<rest>[^]*)$/.exec(part)?.groups ?? {};
      return { source, kind: /^kind: (\w+)$/m.exec(rest)?.[1] ?? '', text: withoutHelm(rest) };
    });
}

/** Without what only Helm knows: who manages the object, and the checksum by which a change of the configuration replaces pods. */
function withoutHelm(text: string): string {
  return `${text
    .replace(/^ +(?:helm\.sh\/chart|app\.kubernetes\.io\/managed-by): .*\n/gm, '')
    .replace(/^ +annotations:\n +checksum\/config: .*\n/gm, '')
    .replace(new RegExp(`^ +namespace: ${clusters}\\n`, 'gm'), '')
    .trim()}\n`;
}
