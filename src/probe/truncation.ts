/**
 * What is cut where a server, a resolver or a list gives more than any real one does, so that nobody can make the exporter's series or
 * memory grow without bound. This is the closed list of the label `what`, each with its meaning for people. Every cut is counted, never
 * hidden.
 */
export const truncations = {
  addresses: 'a DNS name has more than 64 addresses, or than 4 where its target has 4,096: the first ones are probed',
  names:
    'a target expects more than 512 names, or more than 33 where it has 4,096 addresses: the first ones are checked',
  ca: "a target's CA has more than 64 certificates: the first 64 are shown",
  chain: 'a served chain has more than 10 certificates: the first 10 are shown',
  name_chains: 'the names of an endpoint are shown other certificates of more than 1 MiB: the first are judged',
  health_checks: '/livez reports more than 200 checks: the first 200 are shown',
  labels:
    'a label with text from a certificate has more than 256 characters: its start is shown, and a hash of all of it',
} as const;

export type Truncation = keyof typeof truncations;

export const truncationNames = Object.keys(truncations) as readonly Truncation[];
