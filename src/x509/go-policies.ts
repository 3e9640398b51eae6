import { appendTo } from './append-to.js';
import type { GoCertificate } from './go-certificate.js';
import { anyPolicy, PolicyGraph } from './go-policy-graph.js';
import type { PolicyMapping } from './go-policy-extensions.js';

/** How many more certificates may pass before each of these holds (RFC 5280 6.1.2). */
interface Counters {
  inhibitAnyPolicy: number;
  explicitPolicy: number;
  policyMapping: number;
}

/** The policies that are compared, for all chains of one leaf together. No honest chains come near, and Go has no such limit. */
const mostPolicies = 20_000;

/** Returns whether the policies of a chain allow it. The leaf comes first, the root last. */
export type PolicyCheck = (chain: readonly GoCertificate[]) => boolean;

/**
 * Creates a check of the chains of one leaf (policiesValid of Go's crypto/x509: RFC 5280 6.1 as RFC 9618 has it). Clients ask for no policy,
 * so a chain without `requireExplicitPolicy` is always allowed. Chains with more policies than anyone needs are not.
 */
export function createPolicyCheck(): PolicyCheck {
  let left = mostPolicies;
  const affords = (graph: PolicyGraph, certificate: GoCertificate): boolean => {
    const policies = countPolicies(graph, certificate);
    left -= policies;
    return policies === 0 || left >= 0;
  };
  return ([leaf, ...rest]) => {
    if (leaf === undefined || rest.length === 0) return true;
    const issuers = rest.slice(0, -1).reverse();
    const unlimited = rest.length + 1;
    const counters: Counters = { inhibitAnyPolicy: unlimited, explicitPolicy: unlimited, policyMapping: unlimited };
    const graph = new PolicyGraph();
    for (const issuer of issuers) {
      if (!affords(graph, issuer) || !addPolicies(graph, issuer, counters, false)) return false;
      if (graph.alive && !applyMappings(graph, issuer.policyMappings, counters.policyMapping > 0)) return false;
      count(counters, issuer);
    }
    if (!affords(graph, leaf) || !addPolicies(graph, leaf, counters, true)) return false;
    const explicit = leaf.requireExplicitPolicy === 0 ? 0 : Math.max(0, counters.explicitPolicy - 1);
    return explicit > 0 || graph.hasValidPolicy;
  };
}

/** How many policies are compared for the next certificate of a chain. One without policies ends the search. */
function countPolicies(graph: PolicyGraph, { policies, policyMappings }: GoCertificate): number {
  return graph.alive && policies.length > 0 ? graph.width + policies.length + policyMappings.length : 0;
}

function isSelfIssued({ rawIssuer, rawSubject }: GoCertificate): boolean {
  return Buffer.compare(rawIssuer, rawSubject) === 0;
}

/** Returns false where a policy is required, and none is left. */
function addPolicies(
  graph: PolicyGraph,
  certificate: GoCertificate,
  { inhibitAnyPolicy, explicitPolicy }: Counters,
  isLeaf: boolean,
): boolean {
  if (certificate.policies.length === 0) graph.alive = false;
  if (!graph.alive) return explicitPolicy > 0;
  graph.descend();
  for (const policy of certificate.policies) if (policy !== anyPolicy) graph.add(policy);
  const mayBeAny = inhibitAnyPolicy > 0 || (!isLeaf && isSelfIssued(certificate));
  if (certificate.policies.includes(anyPolicy) && mayBeAny) graph.addExpected();
  graph.prune();
  return true;
}

/** Returns false for a mapping from or to anyPolicy, which is invalid. */
function applyMappings(graph: PolicyGraph, mappings: readonly PolicyMapping[], allowed: boolean): boolean {
  if (mappings.length === 0) return true;
  const subjects = new Map<string, string[]>();
  for (const { issuer, subject } of mappings) {
    if (!allowed) graph.deleteLeaf(issuer);
    else if (issuer === anyPolicy || subject === anyPolicy) return false;
    else appendTo(subjects, issuer, subject);
  }
  graph.prune();
  for (const [issuer, mapped] of subjects) graph.map(issuer, mapped);
  return true;
}

function count(counters: Counters, certificate: GoCertificate): void {
  const { requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy } = certificate;
  const passed = isSelfIssued(certificate) ? 0 : 1;
  counters.explicitPolicy = next(counters.explicitPolicy - passed, requireExplicitPolicy);
  counters.policyMapping = next(counters.policyMapping - passed, inhibitPolicyMapping);
  counters.inhibitAnyPolicy = next(counters.inhibitAnyPolicy - passed, inhibitAnyPolicy);
}

/** A negative limit is none, as in Go. */
function next(left: number, limit: number | undefined): number {
  return Math.max(0, limit === undefined || limit < 0 ? left : Math.min(left, limit));
}
