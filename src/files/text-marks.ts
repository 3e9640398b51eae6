/** Whether the last PEM block (RFC 7468) has no end, or its first line none: what a writer leaves behind that has not finished. */
export function isHalfWrittenPem(text: string): boolean {
  const begin = text.lastIndexOf('-----BEGIN');
  return begin !== -1 && !/^-----BEGIN [^-\n]+-----[^]*?-----END [^-\n]+-----/.test(text.slice(begin));
}

/** PEM labels of keys, private or public, and of what stands before EC keys (RFC 5915). */
const keyBlock = /^-----BEGIN (?:[A-Z0-9]+ )*(?:PRIVATE KEY|PUBLIC KEY|EC PARAMETERS)-----/m;

/** Whether a PEM text holds a key. Nothing of the key itself is looked at. */
export function holdsKey(text: string): boolean {
  return keyBlock.test(text);
}

/** Whether YAML or JSON text means to be a kubeconfig. */
export function looksLikeKubeconfig(text: string): boolean {
  return /^[\s{]*["']?(?:clusters["']?\s*:|kind["']?\s*:\s*["']?Config\b)/m.test(text);
}

/** kubeadm and kubectl write a kubeconfig's keys in the order of the alphabet, `users` last, and even when there are none. */
export function isHalfWrittenKubeconfig(text: string): boolean {
  return /^clusters:/m.test(text) && !/^users:/m.test(text);
}
