import { parseHostName } from '../../x509/host-name.js';

/** SANs by what kubeadm does with them. */
interface KubeadmSans {
  readonly names: readonly string[];
  readonly ips: readonly string[];
  /** It issues nothing while one of these is among its certSANs. */
  readonly refused: readonly string[];
}

/** ValidateCertSANs of kubeadm v1.20 and v1.36 (app/apis/kubeadm/validation): an IP address, or a DNS-1123 subdomain, also after `*.`. */
const dns1123Subdomain = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** IsDNS1123Subdomain of k8s.io/apimachinery counts characters of the whole name only. */
const mostCharacters = 253;

/** Splits names that clients use, in lower case. `_` is what kubeadm refuses most often: Go clients accept it. */
export function kubeadmSans(sans: readonly string[]): KubeadmSans {
  const isIp = (san: string): boolean => parseHostName(san)?.kind === 'ip';
  const isName = (san: string): boolean => san.length <= mostCharacters && dns1123Subdomain.test(san);
  return {
    names: sans.filter((san) => !isIp(san) && isName(san)),
    ips: sans.filter(isIp),
    refused: sans.filter((san) => !isIp(san) && !isName(san)),
  };
}
