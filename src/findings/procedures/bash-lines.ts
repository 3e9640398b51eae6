/**
 * A script for bash, as it stands there: backslashes are bash's own. It loses the indentation that all of its lines have. A value of several
 * lines gets the indentation of the line in which it stands.
 */
export function bash({ raw }: TemplateStringsArray, ...values: readonly string[]): string {
  let text = '';
  for (const [i, part] of raw.entries()) {
    text += part;
    const line = text.slice(text.lastIndexOf('\n') + 1);
    const indent = line.slice(0, line.length - line.trimStart().length);
    text += (values[i] ?? '').replaceAll('\n', `\n${indent}`);
  }
  const lines = text.replace(/^\n|\n *$/g, '').split('\n');
  const common = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(common)).join('\n');
}

/** The same as lines. */
export function bashLines(text: TemplateStringsArray, ...values: readonly string[]): readonly string[] {
  return bash(text, ...values).split('\n');
}
