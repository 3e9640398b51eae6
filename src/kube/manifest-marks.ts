/** Whether the text may be a kubeconfig that has certificates or names their files. Reading YAML takes far longer than this. */
export function mayBeKubeconfig(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('certificate-authority') || text.includes('client-');
}

/** Whether the text may be the manifest of a Secret, or of a list of them. */
export function mayBeSecret(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('kind') && text.includes('Secret');
}

/** Whether the bytes begin with the byte order mark of UTF-16, as PowerShell writes it. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
