import type { Manifest } from './chart.js';
import type { PodTemplate, Volume } from './chart-pods.js';

type Files = Readonly<Record<string, string>>;

/** What a ConfigMap or Secret holds; Secrets of the chart have texts. */
interface Holder extends Manifest {
  readonly stringData?: Files;
}

/**
 * Returns the files that the kubelet would put into a pod's first container, by path. `outside` has the Secrets and ConfigMaps that are not the
 * chart's own by name, and the folders of the node by path. Throws if a volume or a key is not there.
 */
export function filesOfPod(
  { spec }: PodTemplate,
  objects: readonly Manifest[],
  outside: Readonly<Record<string, Files>>,
): Files {
  const found = spec.containers[0].volumeMounts.flatMap(({ name, mountPath }) => {
    const volume = spec.volumes.find((each) => each.name === name);
    if (volume === undefined) throw new Error(`no volume ${name}`);
    return Object.entries(contentOf(volume, objects, outside)).map(([key, text]) => [`${mountPath}/${key}`, text]);
  });
  return Object.fromEntries(found) as Files;
}

function contentOf(
  { configMap, secret, hostPath }: Volume,
  objects: readonly Manifest[],
  outside: Readonly<Record<string, Files>>,
): Files {
  if (hostPath !== undefined) return outside[hostPath.path] ?? {};
  const name = secret?.secretName ?? configMap?.name ?? '';
  const kind = secret === undefined ? 'ConfigMap' : 'Secret';
  const own: Holder | undefined = objects.find((each) => each.kind === kind && each.metadata.name === name);
  const all = own?.stringData ?? own?.data ?? outside[name];
  if (all === undefined) {
    if (secret?.optional === true) return {};
    throw new Error(`no ${kind} ${name}`);
  }
  const keys = (secret ?? configMap)?.items?.map(({ key }) => key) ?? Object.keys(all);
  return Object.fromEntries(
    keys.map((key) => {
      const text = all[key];
      if (text === undefined) throw new Error(`no key ${key} in ${kind} ${name}`);
      return [key, text];
    }),
  );
}
