const widest = 120;

/**
 * Returns JSON with an object or array on one line where it is short, so that a mapping is a line and not ten. `indent`: the spaces of the line.
 * Properties that are undefined or functions are left out, as by JSON.stringify.
 */
export function compactJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length <= widest) return flat;
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((item) => compactJson(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined && typeof item !== 'function')
        .map(([key, item]) => `${JSON.stringify(key)}: ${compactJson(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`;
}
