import { extension, sequence, tlv } from '../x509/der-builder.js';
import { extendedKeyUsageOid, type Issued, usages } from './issue-certificate.js';
import { authority, dns, ip, kubectlCase, type KubectlCase, leaf, type Scene } from './kubectl-case.js';

/** Two authorities of one name, as while a CA is being rotated. The leaf is of the new one. */
function rotation(order: 'old first' | 'new first', authorityKeyId: boolean): KubectlCase {
  const title = `a rotation, the ${order}, ${authorityKeyId ? 'with' : 'without'} the key of the issuer in the leaf`;
  return kubectlCase(title, 'accepted', () => {
    const [old, next] = [authority(), authority()];
    return { served: [leaf(next, { authorityKeyId })], ca: order === 'old first' ? [old, next] : [next, old] };
  });
}

/** The same key in another certificate of the CA, which the client has. */
function renewal(subjectKeyId: Uint8Array | undefined): Scene {
  const old = authority({ days: -1 });
  const renewed = authority({ key: old.key, ...(subjectKeyId && { subjectKeyId }) });
  return { served: [leaf(old)], ca: [renewed] };
}

/** A root that has expired, and has cross-signed the CA. */
function crossSigned(ca: Issued): Issued {
  const former = authority({ commonName: 'former root', days: -10 });
  return authority({ key: ca.key, days: -10 }, former);
}

/** A CA that may sign only for names and addresses in these subtrees (RFC 5280 4.2.1.10). */
function constrained(...permitted: readonly Buffer[]): Issued {
  const subtrees = tlv(0xa0, ...permitted.map((base) => sequence(base)));
  return authority({ extensions: [extension(nameConstraintsOid, sequence(subtrees), tlv(1, [0xff]))] });
}

const nameConstraintsOid = [0x55, 0x1d, 0x1e];
const domain = (name: string): Buffer => tlv(0x82, Buffer.from(name));
const loopbackNetwork = tlv(0x87, [127, 0, 0, 0, 255, 0, 0, 0]);

function signedBy(ca: Issued, request: Parameters<typeof leaf>[1] = {}): Scene {
  return { served: [leaf(ca, request)], ca: [ca] };
}

/** What differs in the authority. */
export const authorityCases: readonly KubectlCase[] = [
  kubectlCase('nothing wrong', 'accepted', () => signedBy(authority())),
  kubectlCase('an expired CA', 'expired', () => signedBy(authority({ days: -1 }))),
  kubectlCase('a CA that ends in five days', 'accepted', () => signedBy(authority({ days: 5 }))),
  rotation('old first', true),
  rotation('old first', false),
  rotation('new first', true),
  rotation('new first', false),
  kubectlCase('an expired CA before one of the same name', 'accepted', () => {
    const [old, next] = [authority({ days: -1 }), authority()];
    return { served: [leaf(next, { authorityKeyId: false })], ca: [old, next] };
  }),
  kubectlCase('a CA renewed with the same key', 'accepted', () => renewal(undefined)),
  kubectlCase('a CA renewed with the same key and another identifier', 'accepted', () => renewal(Buffer.from('new'))),
  kubectlCase('an expired cross-signed spare', 'accepted', () => {
    const ca = authority();
    return { served: [leaf(ca), crossSigned(ca)], ca: [ca] };
  }),
  kubectlCase('an intermediate after certificates that nobody needs', 'accepted', () => {
    const root = authority();
    const intermediate = authority({ commonName: 'intermediate' }, root);
    const lowest = authority({ commonName: 'lowest' }, intermediate);
    const served = [leaf(lowest), authority({ commonName: 'spare' }), intermediate, root, lowest, lowest] as const;
    return { served, ca: [root] };
  }),
  kubectlCase(
    'a negative serial number in a certificate that nobody needs',
    'malformed',
    () => {
      const ca = authority();
      return { served: [leaf(ca), authority({ commonName: 'spare', serialNumber: [0x80] })], ca: [ca] };
    },
    { since: 23 },
  ),
  kubectlCase('another CA of the same name', 'unknown_authority', () => ({
    served: [leaf(authority())],
    ca: [authority()],
  })),
  kubectlCase('another CA', 'unknown_authority', () => ({
    served: [leaf(authority())],
    ca: [authority({ commonName: 'other' })],
  })),
  kubectlCase('an intermediate that is not served', 'unknown_authority', () => {
    const root = authority();
    return { served: [leaf(authority({ commonName: 'intermediate' }, root))], ca: [root] };
  }),
  kubectlCase('an expired intermediate', 'expired', () => {
    const root = authority();
    const intermediate = authority({ commonName: 'intermediate', days: -1 }, root);
    return { served: [leaf(intermediate), intermediate], ca: [root] };
  }),
  kubectlCase('a bundle that holds the leaf only', 'accepted', () => {
    const only = leaf(authority());
    return { served: [only], ca: [only] };
  }),
  kubectlCase('a bundle that holds the intermediate only', 'accepted', () => {
    const intermediate = authority({ commonName: 'intermediate' }, authority());
    return { served: [leaf(intermediate), intermediate], ca: [intermediate] };
  }),
  kubectlCase('a CA for clients only', 'usage', () =>
    signedBy(authority({ extensions: [extension(extendedKeyUsageOid, sequence(tlv(6, usages.client)))] })),
  ),
  kubectlCase('name constraints that are kept', 'accepted', () =>
    signedBy(constrained(domain('example.com'), loopbackNetwork)),
  ),
  kubectlCase('a CN outside of the constraints', 'accepted', () =>
    signedBy(constrained(domain('example.com'), loopbackNetwork), { commonName: 'api.example.org' }),
  ),
  kubectlCase('a name that breaks the constraints', 'name_constraint', () =>
    signedBy(constrained(domain('example.org'))),
  ),
  kubectlCase('an address that breaks the constraints', 'name_constraint', () =>
    signedBy(constrained(loopbackNetwork), { names: [dns('api.example.com'), ip('127.0.0.1'), ip('10.96.0.1')] }),
  ),
];
