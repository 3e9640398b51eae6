/** Whether the last PEM block (RFC 7468), or its first line, has no end. A writer that has not finished leaves such a file. */
export function isHalfWrittenPem(text: string): boolean {
  const begin = text.lastIndexOf('-----BEGIN');
  return begin !== -1 && !/^-----BEGIN [^-\n]+-----[^]*?-----END [^-\n]+-----/.test(text.slice(begin));
}

/** PEM labels of private and public keys, and of the parameters before EC keys (RFC 5915). */
const keyBlock = /^-----BEGIN (?:[A-Z0-9]+ )*(?:PRIVATE KEY|PUBLIC KEY|EC PARAMETERS)-----/m;

/** Whether a PEM text holds a key. The key itself is never read. */
export function holdsKey(text: string): boolean {
  return keyBlock.test(text);
}

/** The space before a key does not go on in the next line, which is tried by itself: blank lines would be read again from each of them. */
const kubeconfigKey = /^[{\t\v\f\ufeff\p{Zs}]*["']?(?:clusters["']?\s*:|kind["']?\s*:\s*["']?Config\b)/mu;

/** Whether YAML or JSON text is meant to be a kubeconfig. */
export function looksLikeKubeconfig(text: string): boolean {
  return kubeconfigKey.test(text);
}

/**
 * Whether a kubeconfig was cut off. kubeadm and kubectl write its keys in alphabetical order, `users` last, and write `users` even when
 * there are none.
 */
export function isHalfWrittenKubeconfig(text: string): boolean {
  return /^clusters:/m.test(text) && !/^users:/m.test(text);
}
