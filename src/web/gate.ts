/** Admits a limited number of requests at once and refuses the others. */
export interface Gate {
  /** `network`: where the client is, as clientNetwork() returns it. undefined: the gate is full. */
  readonly enter: (network: string) => GatePass | undefined;
}

export interface GatePass {
  readonly leave: () => void;
  /** Resolves if the request has to go, because another network needs the place. */
  readonly turnedAway: Promise<undefined>;
}

interface Inside {
  readonly network: string;
  readonly turnAway: () => void;
}

/**
 * `limit` 0: every request is admitted. In a full gate, the newest request of the network with the most gives its place to a network that has
 * at least two fewer. So one client cannot keep others out.
 */
export function createGate(limit: number): Gate {
  /** The newest last. */
  const inside = new Set<Inside>();

  const makeRoom = (network: string): boolean => {
    if (limit === 0 || inside.size < limit) return true;
    const byNetwork = new Map<string, Inside[]>();
    for (const each of inside) {
      const own = byNetwork.get(each.network) ?? [];
      own.push(each);
      byNetwork.set(each.network, own);
    }
    const [most = []] = [...byNetwork.values()].toSorted((one, other) => other.length - one.length);
    const newest = most.at(-1);
    if (newest === undefined || most.length < (byNetwork.get(network)?.length ?? 0) + 2) return false;
    inside.delete(newest);
    newest.turnAway();
    return true;
  };
  return {
    enter: (network) => {
      if (!makeRoom(network)) return undefined;
      let turnAway = (): void => undefined;
      const turnedAway = new Promise<undefined>((resolve) => {
        turnAway = () => resolve(undefined);
      });
      const own: Inside = { network, turnAway };
      inside.add(own);
      return { turnedAway, leave: () => inside.delete(own) };
    },
  };
}
