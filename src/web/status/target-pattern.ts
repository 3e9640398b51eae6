/**
 * Returns whether a name is one that the pattern stands for: each `*` in it is any text, also an empty one; everything else is itself. Makes no regular
 * expression of text from outside, and takes time linear in the names for any one pattern.
 */
export function targetPattern(pattern: string): (name: string) => boolean {
  const [begin = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(begin) || !name.endsWith(end)) return false;
    let at = begin.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + end.length <= name.length;
  };
}
