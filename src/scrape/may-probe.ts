import { allowedIn, type Network } from '../net/network.js';
import { isWithinSpecial, specialKind } from '../net/special-address.js';

/** The networks that the configuration allows. */
export interface AllowedNetworks {
  /** For addresses that whoever asks for /probe names. */
  readonly allowNetworks: readonly Network[];
  /** For special addresses that are found. */
  readonly discoveryAllow: readonly Network[];
}

/**
 * Creates the function that returns the canonical text of an IP that /probe may probe although the target does not have it, and undefined for
 * any other text. A network such as 0.0.0.0/0 is not meant to allow the host itself and the metadata service of its cloud, so these need
 * a network that has only such addresses, or discoveryAllow.
 */
export function mayProbe({ allowNetworks, discoveryAllow }: AllowedNetworks): (ip: string) => string | undefined {
  const allowed = allowedIn(allowNetworks);
  const meant = allowedIn([...allowNetworks.filter(isWithinSpecial), ...discoveryAllow]);
  return (ip) => {
    const canonical = allowed(ip);
    return canonical !== undefined && specialKind(canonical) !== undefined ? meant(canonical) : canonical;
  };
}
