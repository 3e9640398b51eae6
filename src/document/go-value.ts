import { type AliasBudget, createAliasBudget } from './alias-budget.js';
import { type GoScalar, goScalar } from './go-scalar.js';
import type { Mark, Outline, ScalarMark } from './outline.js';
import { taggedScalar } from './tagged-scalar.js';
import { YamlFault } from './yaml.js';

/** A node with its value. What aliases stand for is shared, never copied. */
export interface GoNode extends Outline {
  readonly value: unknown;
  readonly children: ReadonlyMap<string | number, GoNode>;
  readonly isMapping: boolean;
  /** How many nodes it has with all that its aliases stand for, itself included. */
  readonly size: number;
}

const childless: GoNode['children'] = new Map();

interface Reading {
  readonly marks: Iterator<Mark, undefined>;
  /** undefined: the node has begun and not ended. */
  readonly anchors: Map<string, GoNode | undefined>;
  readonly budget: AliasBudget;
}

/**
 * Builds the first node among the marks as go-yaml v2 does when it decodes into an interface (decode.go), and sigs.k8s.io/yaml when it makes
 * JSON of it: of two equal keys the later one wins, a merge (`<<`) counts where it stands, aliases are allowed in bounds, and keys become
 * text. Returns undefined where there is no node. Throws a YamlFault.
 */
export function goValue(marks: Iterator<Mark, undefined>): GoNode | undefined {
  return node({ marks, anchors: new Map(), budget: createAliasBudget() }, 0);
}

/** Returns undefined at the end of a collection, or of the marks. `otherwise`: the position to use when nothing is written. */
function node(reading: Reading, otherwise: number, keyAt?: number): GoNode | undefined {
  const mark = next(reading);
  return mark && nodeOf(mark, reading, otherwise, keyAt);
}

type Begins = Exclude<Mark, { kind: 'end' }>;

function next({ marks }: Reading): Begins | undefined {
  const { done, value: mark } = marks.next();
  return done === true || mark.kind === 'end' ? undefined : mark;
}

function nodeOf(mark: Begins, reading: Reading, otherwise: number, keyAt?: number): GoNode {
  const at = mark.at ?? otherwise;
  if (mark.kind === 'scalar' && mark.alias !== undefined) return { ...aliased(mark.alias, at, reading), at, keyAt };
  if (mark.anchor !== undefined) reading.anchors.set(mark.anchor, undefined);
  reading.budget.count();
  const made = content(mark, { at, keyAt }, reading);
  if (mark.anchor !== undefined) reading.anchors.set(mark.anchor, made);
  return made;
}

/** Where a node and its key are. */
type Places = Pick<GoNode, 'at' | 'keyAt'>;

function content(mark: Begins, { at, keyAt }: Places, reading: Reading): GoNode {
  if (mark.kind === 'scalar') {
    return { at, keyAt, value: scalar(mark, at), children: childless, isMapping: false, size: 1 };
  }
  return mark.kind === 'mapping' ? mapping(reading, { at, keyAt }) : sequence(reading, { at, keyAt });
}

function scalar({ text, tag, plain = false }: ScalarMark, at: number): GoScalar {
  if (tag !== undefined) return taggedScalar(tag, text, at);
  return plain ? goScalar(text, at) : text;
}

function aliased(name: string, at: number, { anchors, budget }: Reading): GoNode {
  const target = anchors.get(name);
  if (target === undefined) {
    const why = anchors.has(name) ? 'stands inside the value that it stands for' : 'has no anchor (&name) before it';
    throw new YamlFault(`an alias (*name) ${why}`, at);
  }
  budget.countAlias(target.size, at);
  return target;
}

function sequence(reading: Reading, { at, keyAt }: Places): GoNode {
  const items: GoNode[] = [];
  for (let item = node(reading, at); item !== undefined; item = node(reading, at)) items.push(item);
  return {
    at,
    keyAt,
    value: items.map(({ value }) => value),
    children: new Map(items.entries()),
    isMapping: false,
    size: sizeOf(items),
  };
}

function mapping(reading: Reading, { at, keyAt }: Places): GoNode {
  const children = new Map<string, GoNode>();
  let size = 1;
  for (let key = keyOf(reading, at); key !== undefined; key = keyOf(reading, at)) {
    const child = node(reading, key.node.at, key.node.at);
    if (child === undefined) break;
    size += key.node.size + child.size;
    if (key.isMerge) merge(children, child);
    else children.set(key.text, child);
  }
  return { at, keyAt, value: objectOf(children), children, isMapping: true, size };
}

function objectOf(children: GoNode['children']): object {
  const value: Record<string, unknown> = {};
  for (const [key, child] of children) {
    // To assign it would set the prototype.
    if (key === '__proto__') Object.defineProperty(value, key, { value: child.value, enumerable: true });
    else value[key] = child.value;
  }
  return value;
}

interface Key {
  readonly node: GoNode;
  readonly text: string;
  readonly isMerge: boolean;
}

function keyOf(reading: Reading, otherwise: number): Key | undefined {
  const mark = next(reading);
  if (mark === undefined) return undefined;
  const key = nodeOf(mark, reading, otherwise);
  if (typeof key.value === 'object') {
    throw new YamlFault('a key must be plain text ([IPv6]:port needs quotes)', key.at);
  }
  return { node: key, text: `${key.value as GoScalar}`, isMerge: isMergeMark(mark) };
}

function isMergeMark(mark: Begins): boolean {
  if (mark.kind !== 'scalar' || mark.text !== '<<') return false;
  return mark.tag === undefined ? mark.plain === true : mark.tag === '!!merge';
}

/** Sets the keys of a mapping, or of several, of which the first wins. */
function merge(into: Map<string, GoNode>, from: GoNode): void {
  const all = from.isMapping ? [from] : [...from.children.values()].reverse();
  if (!(from.isMapping || Array.isArray(from.value)) || all.some(({ isMapping }) => !isMapping)) {
    throw new YamlFault('a merge (<<) takes a mapping, or a list of them', from.at);
  }
  for (const { children } of all) for (const [key, child] of children) into.set(String(key), child);
}

function sizeOf(parts: readonly GoNode[]): number {
  return parts.reduce((total, { size }) => total + size, 1);
}
