/** What a target may have, so that its series stay bounded. */
export interface TargetLimits {
  /** Names that are checked at each endpoint, its own among them. */
  readonly names: number;
  /** IP addresses of one DNS name that are probed. A name with more is a mistake, or an attack through DNS. */
  readonly answers: number;
}

/** Addresses of a target in the configuration. */
export const mostAddresses = 4_096;

/** Pairs of a name and an address, each with a few series: 512 names at 256 addresses. */
export const mostPairs = 131_072;

/** Endpoints to which DNS may lead: 64 of each of 256 names. */
const mostEndpoints = 16_384;

/** Of a name with IPv4 and IPv6, and of one that moves. */
const leastAnswers = 4;

/** Returns the limits of a target with so many addresses. With up to 256 addresses, they are 512 names and 64 answers. */
export function targetLimits(addresses: number): TargetLimits {
  const count = Math.max(1, addresses);
  return {
    names: Math.min(512, 1 + Math.floor(mostPairs / count)),
    answers: Math.min(64, Math.max(leastAnswers, Math.floor(mostEndpoints / count))),
  };
}
