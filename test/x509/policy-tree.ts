import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { anyPolicy } from '../../src/x509/go-policy-graph.js';

interface Node {
  readonly policy: string;
  readonly expected: readonly string[];
}

/** Whether RFC 5280 6.1.3 to 6.1.5 allows a chain, the leaf first, with a node for each way to a policy, and never a look back. */
export function allowedByTree([leaf, ...rest]: readonly GoCertificate[]): boolean {
  const below = [...rest.slice(0, -1).reverse(), leaf!];
  let nodes: readonly Node[] | undefined = [{ policy: anyPolicy, expected: [anyPolicy] }];
  let [explicit, mapping, any] = [99, 99, 99];
  for (const certificate of below) {
    const isLeaf = certificate === leaf;
    const isSelfIssued = Buffer.from(certificate.rawIssuer).equals(certificate.rawSubject);
    if (certificate.policies.length === 0) nodes = undefined;
    if (nodes === undefined && explicit === 0) return false;
    nodes &&= childrenOf(nodes, certificate, any > 0 || (!isLeaf && isSelfIssued));
    if (isLeaf) break;
    const mappings = certificate.policyMappings;
    if (nodes && mapping > 0 && mappings.some(({ issuer, subject }) => [issuer, subject].includes(anyPolicy)))
      return false;
    nodes &&=
      mapping > 0
        ? mapped(nodes, certificate)
        : nodes.filter(({ policy }) => !mappings.some(({ issuer }) => issuer === policy));
    const passed = isSelfIssued ? 0 : 1;
    const next = (left: number, limit = 99) => Math.min(Math.max(0, left - passed), limit < 0 ? 99 : limit);
    explicit = next(explicit, certificate.requireExplicitPolicy);
    mapping = next(mapping, certificate.inhibitPolicyMapping);
    any = next(any, certificate.inhibitAnyPolicy);
  }
  const required = explicit <= 1 || leaf!.requireExplicitPolicy === 0;
  return !required || (nodes !== undefined && nodes.length > 0);
}

function childrenOf(nodes: readonly Node[], { policies }: GoCertificate, anyCounts: boolean): readonly Node[] {
  const anyNodes = nodes.filter(({ policy }) => policy === anyPolicy);
  const named = policies
    .filter((policy) => policy !== anyPolicy)
    .flatMap((policy) => {
      const expecting = nodes.filter(({ expected }) => expected.includes(policy));
      return (expecting.length > 0 ? expecting : anyNodes).map(() => ({ policy, expected: [policy] }));
    });
  const rest = nodes
    .flatMap(({ expected }) => expected)
    .filter((policy) => !policies.includes(policy) || policy === anyPolicy);
  return [
    ...named,
    ...(anyCounts && policies.includes(anyPolicy) ? rest.map((policy) => ({ policy, expected: [policy] })) : []),
  ];
}

function mapped(nodes: readonly Node[], { policyMappings }: GoCertificate): readonly Node[] {
  const subjects = (policy: string) =>
    policyMappings.filter(({ issuer }) => issuer === policy).map(({ subject }) => subject);
  const changed = nodes.map((node) =>
    subjects(node.policy).length > 0 ? { ...node, expected: subjects(node.policy) } : node,
  );
  const isAny = nodes.some(({ policy }) => policy === anyPolicy);
  const missing = [...new Set(policyMappings.map(({ issuer }) => issuer))].filter(
    (issuer) => !nodes.some(({ policy }) => policy === issuer),
  );
  return [...changed, ...(isAny ? missing.map((policy) => ({ policy, expected: subjects(policy) })) : [])];
}
