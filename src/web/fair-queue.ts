/** Items that wait, each for a client. The clients take turns, however many items each of them has. */
export interface FairQueue<Item> {
  /** Adds an item. Returns the one for which there is no room, which may be another client's; undefined: there is room for all. */
  readonly push: (client: string, item: Item) => Item | undefined;
  readonly shift: () => Item | undefined;
}

export interface FairQueueLimits {
  /** How many items of one client wait. */
  readonly perClient: number;
  /** How many items wait. If there are more, the newest one of the client with the most of them has to go. */
  readonly total: number;
}

/** Remembers only clients that have an item. */
export function createFairQueue<Item>({ perClient, total }: FairQueueLimits): FairQueue<Item> {
  /** In the order of their turns. */
  const clients = new Map<string, Item[]>();
  let size = 0;

  /** Makes room for a client that has `own` items. Returns whether there is room, and which item had to go. */
  const makeRoom = (own: number): { readonly room: boolean; readonly gone?: Item | undefined } => {
    if (own >= perClient) return { room: false };
    if (size < total) return { room: true };
    const most = [...clients.values()].reduce((one, other) => (other.length > one.length ? other : one));
    // Not with just one more: then both would have to go in turn, and neither would ever be served.
    if (most.length <= own + 1) return { room: false };
    size -= 1;
    return { room: true, gone: most.pop() };
  };

  return {
    push: (client, item) => {
      const { room, gone } = makeRoom(clients.get(client)?.length ?? 0);
      if (!room) return item;
      const items = clients.get(client) ?? [];
      items.push(item);
      clients.set(client, items);
      size += 1;
      return gone;
    },
    shift: () => {
      const [next] = clients;
      if (next === undefined) return undefined;
      const [client, items] = next;
      clients.delete(client);
      const item = items.shift();
      size -= 1;
      if (items.length > 0) clients.set(client, items);
      return item;
    },
  };
}
