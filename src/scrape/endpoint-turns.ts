import type { TakeTurn } from '../probe/probe-dependencies.js';

/**
 * Who may probe an endpoint now. Only one configuration at a time probes an endpoint: when it is reloaded, the probe of the old one ends
 * first. Two targets of one configuration that have the same endpoint probe it side by side, because each is a probe that the user wants.
 */
export interface EndpointTurns {
  /** Returns how the probes of a new configuration take their turns. */
  readonly ofConfig: () => TakeTurn;
  /** For addresses that anyone who may ask has named: one at a time, and only while nobody else waits. */
  readonly adHoc: TakeTurn;
}

interface Waiting {
  /** Those with the same owner run side by side. */
  readonly owner: object;
  readonly begin: () => void;
}

interface Place {
  owner: object;
  running: number;
  readonly first: Waiting[];
  readonly last: Waiting[];
}

/** Remembers only endpoints that are being probed. */
export function createEndpointTurns(): EndpointTurns {
  const places = new Map<string, Place>();

  const fill = (key: string, place: Place): void => {
    for (;;) {
      const lane = place.first.length > 0 ? place.first : place.last;
      const [next] = lane;
      if (next === undefined || (place.running > 0 && next.owner !== place.owner)) break;
      lane.shift();
      place.owner = next.owner;
      place.running += 1;
      next.begin();
    }
    if (place.running === 0) places.delete(key);
  };
  const taking =
    (ownerOf: () => object, lane: 'first' | 'last'): TakeTurn =>
    async (key, task) => {
      const owner = ownerOf();
      const place = places.get(key) ?? { owner, running: 0, first: [], last: [] };
      places.set(key, place);
      await new Promise<void>((begin) => {
        place[lane].push({ owner, begin });
        fill(key, place);
      });
      try {
        return await task();
      } finally {
        // The sockets that the probe has destroyed are closed a moment later.
        setImmediate(() => {
          place.running -= 1;
          fill(key, place);
        });
      }
    };

  return {
    ofConfig: () => {
      const owner = {};
      return taking(() => owner, 'first');
    },
    adHoc: taking(() => ({}), 'last'),
  };
}
