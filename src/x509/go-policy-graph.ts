import { appendTo } from './append-to.js';

/** OIDs here are the hexadecimal text of their DER values. This one is anyPolicy, 2.5.29.32.0. */
export const anyPolicy = '551d2000';

interface PolicyNode {
  readonly policy: string;
  expected: readonly string[];
  readonly parents: Set<PolicyNode>;
  readonly children: Set<PolicyNode>;
}

/** The policy graph of RFC 9618 (policyGraph of Go's crypto/x509), one level for each certificate. */
export class PolicyGraph {
  /** Once a certificate has no policy, none is valid for the path. */
  alive = true;
  readonly #levels: Map<string, PolicyNode>[] = [new Map([[anyPolicy, createNode(anyPolicy, [])]])];
  #expecting = new Map<string, PolicyNode[]>();

  /** How much the next certificate is compared with: the leaves, with all that they expect. */
  get width(): number {
    let width = 0;
    for (const { expected } of this.#leaves.values()) width += 1 + expected.length;
    return width;
  }

  /** Begins the level of the next certificate. */
  descend(): void {
    this.#expecting = new Map();
    for (const node of this.#leaves.values()) {
      for (const policy of node.expected) appendTo(this.#expecting, policy, node);
    }
    this.#levels.push(new Map());
  }

  get #leaves(): Map<string, PolicyNode> {
    return this.#levels.at(-1) ?? new Map<string, PolicyNode>();
  }

  get #parents(): Map<string, PolicyNode> {
    return this.#levels.at(-2) ?? new Map<string, PolicyNode>();
  }

  /** Adds a policy of the certificate below the nodes that expect it, or else below anyPolicy. */
  add(policy: string): void {
    const any = this.#parents.get(anyPolicy);
    const parents = this.#expecting.get(policy) ?? (any ? [any] : []);
    if (parents.length > 0) this.#insert(createNode(policy, parents));
  }

  /** The certificate has anyPolicy: it has all that is expected, too. */
  addExpected(): void {
    const missing = new Map<string, PolicyNode[]>();
    for (const parent of this.#parents.values()) {
      for (const policy of parent.expected) {
        if (!this.#leaves.has(policy)) appendTo(missing, policy, parent);
      }
    }
    for (const [policy, parents] of missing) this.#insert(createNode(policy, parents));
  }

  #insert(node: PolicyNode): void {
    for (const parent of node.parents) parent.children.add(node);
    this.#leaves.set(node.policy, node);
  }

  /** Removes nodes above the leaves that lead to none. Where a level loses none, those above it lose none either. */
  prune(): void {
    for (const level of this.#levels.slice(1, -1).reverse()) {
      const before = level.size;
      for (const node of level.values()) {
        if (node.children.size > 0) continue;
        for (const parent of node.parents) parent.children.delete(node);
        level.delete(node.policy);
      }
      if (level.size === before) return;
    }
  }

  deleteLeaf(policy: string): void {
    const node = this.#leaves.get(policy);
    for (const parent of node?.parents ?? []) parent.children.delete(node as PolicyNode);
    this.#leaves.delete(policy);
  }

  /** The certificate maps a policy to others. */
  map(policy: string, subjects: readonly string[]): void {
    const node = this.#leaves.get(policy);
    const any = this.#leaves.get(anyPolicy);
    if (node !== undefined) node.expected = subjects;
    else if (any !== undefined) this.#insert({ ...createNode(policy, [any]), expected: subjects });
  }

  /** Whether some policy is valid for the whole path. */
  get hasValidPolicy(): boolean {
    if (!this.alive) return false;
    const named = this.#levels.flatMap((level) => [...level.values()]).filter(({ policy }) => policy !== anyPolicy);
    const isRoot = ({ parents }: PolicyNode): boolean =>
      parents.size === 1 && [...parents].every(({ policy }) => policy === anyPolicy);
    return named.some(isRoot) || this.#leaves.has(anyPolicy);
  }
}

function createNode(policy: string, parents: readonly PolicyNode[]): PolicyNode {
  return { policy, expected: [policy], parents: new Set(parents), children: new Set() };
}
