import type { CaSource } from '../discovery/ca-source.js';

/** Says whose CA it is, for people: `the CA in /etc/kubernetes/pki/ca.crt`. The path is as it stands in the configuration, so escape it. */
export function caText({ kind, path = '', named, problem }: CaSource): string {
  const text = {
    file: `the CA in ${path}`,
    inline: 'the CA in the configuration itself',
    kubeconfig: `the CA of the kubeconfig ${path}${named === undefined ? '' : ` (${named})`}`,
    pod: `the CA of the pod (${path})`,
    bundle: `the caBundle of ${named}`,
    public: `the public roots, since ${named ?? 'the kubeconfig'} has no CA`,
  }[kind];
  if (problem === undefined) return text;
  return kind === 'file' ? `${text}, as it was read before: ${problem}` : `${text}: ${problem}`;
}
