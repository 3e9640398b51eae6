import { createAuthority, type Identity } from '../../demo/pki.js';

/** The CA that the target of every fault trusts. */
export const authority = await createAuthority({ commonName: 'kubernetes' });

/** A serving certificate from it, for `kubernetes` and 127.0.0.1. */
export const { identity: serving }: { readonly identity: Identity } = await authority.issue({
  commonName: 'kube-apiserver',
  dnsNames: ['kubernetes'],
  ipAddresses: ['127.0.0.1'],
});
