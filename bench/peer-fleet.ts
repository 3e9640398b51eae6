import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { endpointsOfBlock } from './peer-certificates.js';
import type { PeerCounts, PeerServer } from './peer-servers.js';

/** API servers in processes of their own. */
export interface PeerFleet {
  readonly servers: readonly PeerServer[];
  /** What they saw until now. What clients have just ended is counted, too. */
  readonly counts: () => Promise<PeerCounts>;
  readonly end: () => void;
}

/** Starts this many, in two processes if they are many. */
export async function startPeers(count: number): Promise<PeerFleet> {
  const half = Math.ceil(count / 2 / endpointsOfBlock) * endpointsOfBlock;
  const ranges =
    half >= count
      ? [[0, count]]
      : [
          [0, half],
          [half, count],
        ];
  const children = ranges.map((range) => fork(new URL('./peer-servers.js', import.meta.url), range.map(String)));
  const started = await Promise.all(children.map((child) => nextMessage<readonly PeerServer[]>(child)));
  return {
    servers: started.flat(),
    counts: async () => {
      await delay(100);
      const counts = await Promise.all(
        children.map((child) => {
          const answer = nextMessage<PeerCounts>(child);
          child.send('counts');
          return answer;
        }),
      );
      return counts.reduce((a, b) => ({ handshakes: a.handshakes + b.handshakes, errors: a.errors + b.errors }));
    },
    end: () => children.forEach((child) => child.disconnect()),
  };
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}
