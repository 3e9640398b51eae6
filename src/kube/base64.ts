/** Returns whether Go's base64.StdEncoding decodes the text: padding is required, and line ends are ignored. */
export function isBase64(data: string): boolean {
  const base64 = withoutLineEnds(data);
  return base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64);
}

/** Decodes base64 as Go's base64.StdEncoding does. Returns undefined for any other text. */
export function decodeBase64(data: string): Buffer | undefined {
  return isBase64(data) ? Buffer.from(withoutLineEnds(data), 'base64') : undefined;
}

function withoutLineEnds(data: string): string {
  return data.replace(/[\r\n]+/g, '');
}
