import { load } from 'js-yaml';

/** A key of values.yaml with the comment above it, in the style of helm-docs. */
export interface ChartValue {
  /** Such as `image.tag`. */
  readonly path: string;
  /** The text after `# -- `; undefined: it has none, so what is below it explains it. */
  readonly meaning: string | undefined;
  /** Comments above it without `--`, which are about all that is below it. */
  readonly about: string | undefined;
  /** What the column of defaults shows. */
  readonly default: string;
  readonly isSection: boolean;
}

const keyLine = /^(?<indent> *)(?<key>[\w.-]+):(?: |$)/;

interface Comments {
  readonly meaning: string | undefined;
  readonly about: string | undefined;
  readonly shown: string | undefined;
}

/** Every key of a file of values, in order. Keys within lists, and below a key that is explained as a whole, are left out. */
export function chartValues(yaml: string): readonly ChartValue[] {
  const values = load(yaml);
  const found: ChartValue[] = [];
  const parents: { readonly indent: number; readonly key: string }[] = [];
  let above: string[] = [];
  for (const line of yaml.split('\n')) {
    const comment = /^ *# ?(?<text>.*)$/.exec(line)?.groups?.['text'];
    const { indent, key } = keyLine.exec(line)?.groups ?? {};
    if (comment !== undefined) above.push(comment);
    else if (indent !== undefined && key !== undefined) {
      while ((parents.at(-1)?.indent ?? -1) >= indent.length) parents.pop();
      parents.push({ indent: indent.length, key });
      found.push(
        valueOf(
          parents.map((parent) => parent.key),
          values,
          commentsOf(above),
        ),
      );
      above = [];
    } else above = [];
  }
  return found.filter(({ path }) => !isExplained(path, found));
}

/** Whether a key above this one has a comment, and none of those below that key. */
function isExplained(path: string, all: readonly ChartValue[]): boolean {
  const own = all.find((each) => each.path === path);
  const parents = all.filter((each) => path.startsWith(`${each.path}.`));
  return own?.meaning === undefined && parents.some(({ meaning }) => meaning !== undefined);
}

function valueOf(keys: readonly string[], values: unknown, { meaning, about, shown }: Comments): ChartValue {
  const value = keys.reduce((all, key) => (all as Readonly<Record<string, unknown>>)[key], values);
  const isSection =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return { path: keys.join('.'), meaning, about, default: shown ?? `\`${JSON.stringify(value)}\``, isSection };
}

function commentsOf(lines: readonly string[]): Comments {
  const from = lines.findIndex((line) => line.startsWith('-- '));
  const until = lines.findIndex((line) => line.startsWith('@default -- '));
  const end = until === -1 ? lines.length : until;
  const about = lines.slice(0, from === -1 ? end : from).filter((line) => !/^(?:BEGIN|END) generated/.test(line));
  return {
    about: about.length === 0 ? undefined : about.join('\n'),
    meaning: from === -1 ? undefined : lines.slice(from, end).join(' ').replace('-- ', ''),
    shown: lines[until]?.replace('@default -- ', ''),
  };
}
