/** A client that is receiving an answer. */
export interface Holder {
  readonly network: string;
  /** The same object for all that share it. Its length is in bytes. */
  readonly body: { readonly length: number };
  /** Ends the connection. */
  readonly end: () => void;
}

/** Bounds the bytes of all answers that clients are receiving. */
export interface HeldAnswers {
  /** Returns the function that removes the holder, once it has received its answer. */
  readonly add: (holder: Holder) => () => void;
}

/** If there are more than `maxBytes`, the network that holds the most of them loses its oldest answer. A shared body counts once. */
export function createHeldAnswers(maxBytes: number): HeldAnswers {
  /** By body, the oldest first. */
  const holders = new Map<Holder['body'], Set<Holder>>();
  let bytes = 0;

  const remove = (holder: Holder): void => {
    const sharing = holders.get(holder.body);
    if (sharing?.delete(holder) !== true || sharing.size > 0) return;
    holders.delete(holder.body);
    bytes -= holder.body.length;
  };
  /** Returns the network that holds the most bytes. Each of those that share a body holds it. */
  const greediest = (): string | undefined => {
    const byNetwork = new Map<string, number>();
    for (const [body, sharing] of holders) {
      for (const network of new Set([...sharing].map((holder) => holder.network)))
        byNetwork.set(network, (byNetwork.get(network) ?? 0) + body.length);
    }
    return [...byNetwork].toSorted(([, one], [, other]) => other - one)[0]?.[0];
  };
  /** Ends the oldest answers of that network which have one body. Another network that shares it keeps its own. */
  const endOldest = (network: string | undefined): void => {
    const own = [...holders.values()].map((sharing) => [...sharing].filter((holder) => holder.network === network));
    for (const holder of own.find(({ length }) => length > 0) ?? []) {
      remove(holder);
      holder.end();
    }
  };
  return {
    add: (holder) => {
      const sharing = holders.get(holder.body) ?? new Set();
      if (!holders.has(holder.body)) bytes += holder.body.length;
      holders.set(holder.body, sharing.add(holder));
      while (bytes > maxBytes && holders.size > 1) endOldest(greediest());
      return () => remove(holder);
    },
  };
}
