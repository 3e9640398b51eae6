import type { ServedApi } from '../served-api.js';
import { dataOf, fieldOf } from './kubelet-files.js';
import type { Container, Pod, Variable } from './pod.js';

/** Where pods reach the API: the first address of the services' network. */
export const apiServiceAddress = '10.96.0.1';

/** Returns the environment of a pod's first container, as in `A=b`, with what the kubelet adds. */
export async function podEnvironment(api: ServedApi, pod: Pod): Promise<Readonly<Record<string, string>>> {
  const variables = pod.spec.containers[0].env ?? [];
  const values = await Promise.all(variables.map(async (each) => [each.name, await valueOf(api, pod, each)] as const));
  const ofKubelet = { KUBERNETES_SERVICE_HOST: apiServiceAddress, KUBERNETES_SERVICE_PORT: '443' };
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOSTNAME: pod.metadata.name,
    ...ofKubelet,
    ...Object.fromEntries(values),
  };
}

async function valueOf(api: ServedApi, pod: Pod, { name, value = '', valueFrom }: Variable): Promise<string> {
  if (valueFrom === undefined) return value;
  const { fieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef !== undefined) return fieldOf(pod, fieldRef.fieldPath);
  const [kind, ref] = secretKeyRef === undefined ? ['configmaps', configMapKeyRef] : ['secrets', secretKeyRef];
  if (ref === undefined) throw new Error(`${name} has no value`);
  const bytes = (await dataOf(api, pod, `${kind}/${ref.name}`))[ref.key];
  if (bytes === undefined) throw new Error(`${kind}/${ref.name} has no key ${ref.key}`);
  return bytes.toString();
}

/** What the image runs if a container names no arguments: CMD of Dockerfile. */
const ofImage = ['serve', '--config.file=/etc/apiserver-cert-exporter/exporter.yml'];

/** Returns the arguments of a container, with `$(NAME)` replaced as the kubelet does. */
export function podArguments({ args = ofImage }: Container, env: Readonly<Record<string, string>>): readonly string[] {
  return args.map((arg) => arg.replaceAll(/\$\(([\w.-]+)\)/g, (whole, name: string) => env[name] ?? whole));
}
