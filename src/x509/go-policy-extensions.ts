import { tags } from './der.js';
import type { GoExtension } from './go-extension.js';
import { GoReader } from './go-reader.js';
import { refuseUnless } from './go-refusing.js';

/** What a certificate says of policies. An OID is the hexadecimal text of its DER value, since only equality counts. */
export interface GoPolicies {
  readonly policies: readonly string[];
  readonly policyMappings: readonly PolicyMapping[];
  /** Skipped certificates; undefined: nothing said. */
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
  readonly inhibitAnyPolicy: number | undefined;
}

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

export const noPolicies: GoPolicies = {
  policies: [],
  policyMappings: [],
  requireExplicitPolicy: undefined,
  inhibitPolicyMapping: undefined,
  inhibitAnyPolicy: undefined,
};

/** The readers of the extensions on policies, by OID. They throw Refusing with Go's message. */
export const policyReaders: readonly (readonly [string, (extension: GoExtension) => Partial<GoPolicies>])[] = [
  ['2.5.29.32', readPolicies],
  ['2.5.29.33', readMappings],
  ['2.5.29.36', readConstraints],
  ['2.5.29.54', readInhibitAny],
];

function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}

function readPolicies({ value }: GoExtension): Partial<GoPolicies> {
  const message = 'x509: invalid certificate policies';
  const list = new GoReader(value).inside(tags.sequence);
  refuseUnless(list !== undefined, message);
  const policies = new Set<string>();
  while (!list.empty) {
    const oid = list.inside(tags.sequence)?.value(tags.oid);
    refuseUnless(oid !== undefined && isOid(oid) && !policies.has(hex(oid)), message);
    policies.add(hex(oid));
  }
  return { policies: [...policies] };
}

/** Arcs may be of any size here, but in their shortest form (newOIDFromDER). */
function isOid(value: Uint8Array): boolean {
  return (value.at(-1) ?? 0x80) < 0x80 && value.every((octet, at) => octet !== 0x80 || (value[at - 1] ?? 0) >= 0x80);
}

function readMappings({ value }: GoExtension): Partial<GoPolicies> {
  const message = 'x509: invalid policy mappings extension';
  const list = new GoReader(value).inside(tags.sequence);
  refuseUnless(list !== undefined, message);
  const policyMappings: PolicyMapping[] = [];
  while (!list.empty) {
    const mapping = list.inside(tags.sequence);
    const [issuer, subject] = [mapping?.value(tags.oid), mapping?.value(tags.oid)];
    refuseUnless(issuer !== undefined && subject !== undefined, message);
    policyMappings.push({ issuer: hex(issuer), subject: hex(subject) });
  }
  return { policyMappings };
}

function readConstraints({ value }: GoExtension): Partial<GoPolicies> {
  const message = 'x509: invalid policy constraints extension';
  const fields = new GoReader(value).inside(tags.sequence);
  refuseUnless(fields !== undefined, message);
  return {
    requireExplicitPolicy: readNumber(fields, tags.context(0), message),
    inhibitPolicyMapping: readNumber(fields, tags.context(1), message),
  };
}

/** An int has 64 bits in Go. */
function readNumber(reader: GoReader, tag: number, message: string): number | undefined {
  if (!reader.peek(tag)) return undefined;
  const number = reader.integer(tag);
  refuseUnless(number !== undefined && BigInt.asIntN(64, number) === number, message);
  return Number(number);
}

function readInhibitAny({ value }: GoExtension): Partial<GoPolicies> {
  const message = 'x509: invalid inhibit any policy extension';
  const inhibitAnyPolicy = readNumber(new GoReader(value), tags.integer, message);
  refuseUnless(inhibitAnyPolicy !== undefined, message);
  return { inhibitAnyPolicy };
}
