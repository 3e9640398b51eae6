import { tags } from './der.js';
import type { GoExtension } from './go-extension.js';
import { GoReader } from './go-reader.js';
import { refuseUnless } from './go-refusing.js';
import { noSubtrees, readNameConstraints, type Subtrees } from './go-name-constraints.js';
import { type GoNames, noNames, readGoNames } from './go-subject-alt-names.js';
import { type GoPolicies, noPolicies, policyReaders } from './go-policy-extensions.js';

/** What Go's verification uses of the extensions. */
export interface GoExtensions extends GoNames, GoPolicies {
  /** The bits of keyUsage, digitalSignature the lowest; 0: none, or no such extension. */
  readonly keyUsage: number;
  readonly basicConstraints: { readonly isCa: boolean; readonly maxPathLength: number | undefined } | undefined;
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  readonly authorityKeyId: Uint8Array;
  readonly subjectKeyId: Uint8Array;
  /** The OIDs of extKeyUsage. */
  readonly usages: readonly string[];
  /** Whether it has a critical extension that Go does not handle. */
  readonly unhandledCritical: boolean;
}

export const noExtensions: GoExtensions = {
  ...noNames,
  ...noPolicies,
  keyUsage: 0,
  basicConstraints: undefined,
  permitted: noSubtrees,
  excluded: noSubtrees,
  authorityKeyId: new Uint8Array(),
  subjectKeyId: new Uint8Array(),
  usages: [],
  unhandledCritical: false,
};

/** What one extension says, and whether some of it is unknown, which counts where the extension is critical. */
type Read = Partial<GoExtensions> & { readonly unhandled?: boolean };

/** Reads extensions as processExtensions of Go's crypto/x509 does. Throws Refusing with Go's message. */
export function readGoExtensions(extensions: readonly GoExtension[]): GoExtensions {
  let found = noExtensions;
  for (const extension of extensions) {
    const { unhandled, ...read } = readers.get(extension.oid)?.(extension) ?? { unhandled: true };
    found = { ...found, ...read, ...(extension.critical && unhandled && { unhandledCritical: true }) };
  }
  return found;
}

const readers = new Map<string, (extension: GoExtension) => Read>([
  ['2.5.29.14', readSubjectKeyId],
  ['2.5.29.15', readKeyUsage],
  ['2.5.29.17', ({ value }) => readGoNames(value)],
  ['2.5.29.19', readBasicConstraints],
  ['2.5.29.30', ({ value }) => readNameConstraints(value)],
  ['2.5.29.31', readDistributionPoints],
  ['2.5.29.35', readAuthorityKeyId],
  ['2.5.29.37', readUsages],
  ['1.3.6.1.5.5.7.1.1', readAuthorityInfo],
  ...policyReaders,
]);

function readSubjectKeyId({ critical, value }: GoExtension): Read {
  refuseUnless(!critical, 'x509: subject key identifier incorrectly marked critical');
  const id = new GoReader(value).value(tags.octetString);
  refuseUnless(id !== undefined, 'x509: invalid subject key identifier');
  return { subjectKeyId: id };
}

function readAuthorityKeyId({ critical, value }: GoExtension): Read {
  refuseUnless(!critical, 'x509: authority key identifier incorrectly marked critical');
  const list = new GoReader(value).inside(tags.sequence);
  const id = list?.peek(tags.context(0)) ? list.value(tags.context(0)) : list && new Uint8Array();
  refuseUnless(id !== undefined, 'x509: invalid authority key identifier');
  return { authorityKeyId: id };
}

function readKeyUsage({ value }: GoExtension): Read {
  const bits = new GoReader(value).bitString();
  refuseUnless(bits !== undefined, 'x509: invalid key usage');
  let keyUsage = 0;
  for (let bit = 0; bit < Math.min(9, bits.length); bit++)
    if (((bits.bytes[bit >> 3] ?? 0) << (bit & 7)) & 0x80) keyUsage |= 1 << bit;
  return { keyUsage };
}

function readBasicConstraints({ value }: GoExtension): Read {
  const message = 'x509: invalid basic constraints';
  const fields = new GoReader(value).inside(tags.sequence);
  refuseUnless(fields !== undefined, message);
  const isCa = fields.peek(tags.boolean) ? fields.boolean() : false;
  refuseUnless(isCa !== undefined, message);
  if (!fields.peek(tags.integer)) return { basicConstraints: { isCa, maxPathLength: undefined } };
  const length = fields.integer();
  refuseUnless(length !== undefined && length >= 0n && length < 2n ** 63n, message);
  return { basicConstraints: { isCa, maxPathLength: Number(length) } };
}

function readUsages({ value }: GoExtension): Read {
  const list = new GoReader(value).inside(tags.sequence);
  refuseUnless(list !== undefined, 'x509: invalid extended key usages');
  const usages: string[] = [];
  while (!list.empty) {
    const usage = list.oid();
    refuseUnless(usage !== undefined, 'x509: invalid extended key usages');
    usages.push(usage);
  }
  return { usages };
}

/** Nothing of it counts, but it must be readable. */
function readDistributionPoints({ value }: GoExtension): Read {
  const points = new GoReader(value).inside(tags.sequence);
  refuseUnless(points !== undefined, 'x509: invalid CRL distribution points');
  while (!points.empty) {
    const point = points.inside(tags.sequence);
    refuseUnless(point !== undefined && isDistributionPoint(point), 'x509: invalid CRL distribution point');
  }
  return {};
}

function isDistributionPoint(point: GoReader): boolean {
  if (!point.peek(tags.explicit(0))) return true;
  const names = point.inside(tags.explicit(0))?.inside(tags.explicit(0));
  if (names === undefined) return false;
  while (names.peek(tags.context(6))) if (names.any() === undefined) return false;
  return true;
}

/** Nothing of it counts, but it must be readable. */
function readAuthorityInfo({ critical, value }: GoExtension): Read {
  refuseUnless(!critical, 'x509: authority info access incorrectly marked critical');
  const list = new GoReader(value).inside(tags.sequence);
  let readable = list !== undefined;
  while (list !== undefined && readable && !list.empty) {
    const access = list.inside(tags.sequence);
    readable = access?.oid() !== undefined && access.skipOptional(tags.context(6));
  }
  refuseUnless(readable, 'x509: invalid authority info access');
  return {};
}
