// Measures what logins cost the event loop: unknown users log in with wrong passwords, one after another, while a known user asks for
// metrics.
//   npm run --silent compile && node build/bench/logins.js
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { compare, hashSync } from 'bcryptjs';
import { createLoginCheck } from '../src/web/login.js';
import { createPasswordCheck, type PasswordCheck } from '../src/web/password-check.js';

const users = new Map([['alice', hashSync('secret', 10)]]);
const unknownUsers = 20;
/** Where alice is. */
const home = '127.0.0.1';
const alice = { user: 'alice', password: 'secret' };

interface Way {
  readonly name: string;
  readonly matches: PasswordCheck['matches'];
}

async function measure({ name, matches }: Way): Promise<void> {
  const login = createLoginCheck({ matches });
  await login(alice, users, home);
  const known: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const until = new AbortController();
  const asking = (async () => {
    while (!until.signal.aborted) {
      const asked = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 5));
      await login(alice, users, home);
      known.push(performance.now() - asked - 5);
    }
  })();
  for (let i = 0; i < unknownUsers; i++) await login({ user: 'mallory', password: String(i) }, users, '192.0.2.1');
  const took = (performance.now() - begun) / unknownUsers;
  until.abort();
  await asking;
  delay.disable();
  const late = known.toSorted((a, b) => a - b);
  const at = (share: number): string => `${(late[Math.floor(share * (late.length - 1))] ?? NaN).toFixed(1)} ms`;
  console.log(
    `${name}: ${took.toFixed(0)} ms an unknown user; loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms; a known user waits ${at(0.5)} (median), ${at(1)} (most)`,
  );
}

const before = process.memoryUsage().rss;
const check = createPasswordCheck({ perClient: 32, total: 32 });
await check.matches('secret', users.get('alice') ?? '', { network: home, known: false });
console.log(
  `Node ${process.versions.node}, bcrypt at cost 10; the thread takes ${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MiB`,
);
await measure({ name: 'its own thread      ', matches: check.matches });
await check.close();
await measure({ name: 'bcryptjs, in the loop', matches: compare });
