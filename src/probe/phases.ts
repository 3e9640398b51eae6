/** The phases of a probe: the closed list of the label `phase`, each with its name for people. */
export const phases = {
  resolve: 'name lookup',
  connect: 'TCP connection',
  tls: 'TLS handshake',
  loopback: 'loopback certificate',
  names: 'names',
  http: 'HTTP',
} as const;

export type Phase = keyof typeof phases;
export const phasesInOrder = Object.keys(phases) as readonly Phase[];
