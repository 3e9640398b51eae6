import { type GoScalar, goScalar } from './go-scalar.js';
import { YamlFault } from './yaml.js';

const standard = 'tag:yaml.org,2002:';

/** The kinds of values that a tag can demand, by its short name. */
const kinds: Readonly<Record<string, (value: GoScalar) => boolean>> = {
  bool: (value) => typeof value === 'boolean',
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  null: (value) => value === null,
};

/** Returns the value of a scalar with a tag as go-yaml v2 has it (resolve.go): a tag that is not one of YAML's own makes it text. */
export function taggedScalar(tag: string, text: string, at: number): GoScalar {
  const name = shortName(tag);
  if (name === 'binary') return Buffer.from(text, 'base64').toString('utf8');
  const kind = name === undefined ? undefined : kinds[name];
  if (kind === undefined) return text;
  const value = goScalar(text, at);
  if (kind(value)) return value;
  throw new YamlFault('a value that is not of the kind that its tag (!!…) says', at);
}

/** Returns `int` for `!!int` and `!<tag:yaml.org,2002:int>`. */
function shortName(tag: string): string | undefined {
  if (tag.startsWith('!!')) return tag.slice(2);
  return tag.startsWith(`!<${standard}`) ? tag.slice(2 + standard.length, -1) : undefined;
}
