/** A kubeconfig of so many clusters, each with a context and a user of the same name: `c0`, `c1`, …. `bytes`: of data for each. */
export function fleetKubeconfig(clusters: number, bytes = 2_000): string {
  const data = Buffer.alloc(bytes, 'x').toString('base64');
  const names = Array.from({ length: clusters }, (_, index) => `c${index}`);
  const list = (entry: (name: string) => string): string => names.map(entry).join('');
  return `apiVersion: v1
kind: Config
current-context: c0
clusters:
${list((name) => `- name: ${name}\n  cluster:\n    server: https://127.0.0.1:6443\n    certificate-authority-data: ${data}\n`)}
contexts:
${list((name) => `- name: ${name}\n  context: {cluster: ${name}, user: ${name}}\n`)}
users:
${list((name) => `- name: ${name}\n  user:\n    token: ${name}\n    client-certificate-data: ${data}\n    client-key-data: ${data}\n`)}`;
}
