import { randomInt } from 'node:crypto';
import t from 'tap';
import { goVerdict } from '../../src/x509/go-verdict.js';
import { findGo, oracleCases, type OracleCase } from './go-oracle.js';

// Go compiles its own packages first, where it never did.
t.setTimeout(660_000);

const count = 5000;

/** How many of the cases with a difference are shown. */
const shown = 5;

/** `GO_ORACLE_SEED` repeats a run. */
const seed = process.env['GO_ORACLE_SEED'] ?? String(randomInt(2 ** 47));

/** What Go would say of a leaf whose key no handshake with Go can use. The server has ended that handshake before. */
const neverReached = "tls: server's certificate contains an unsupported type of public key: <nil>";

/** No TLS server of today shows a DSA leaf, so goVerdict does not look for it. */
const neverServed = "tls: server's certificate contains an unsupported type of public key: *dsa.PublicKey";

/** What goVerdict says in the words of the oracle: until when it accepts, or its message. */
function answerFor({ served, roots, name, at }: OracleCase): string {
  const verdict = goVerdict(served.map(decode), { roots: roots.map(decode), name, now: at });
  return verdict.accepted ? `accepted until ${verdict.until}` : verdict.message;
}

function goAnswer({ accept, until, message = '' }: OracleCase): string {
  if (accept) return `accepted until ${until ?? NaN}`;
  return message === neverReached ? 'remote error: tls: handshake failure' : message;
}

function decode(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** How two answers differ. */
function difference(go: string, ours: string): string {
  const [isAccepted, areWe] = [go, ours].map((answer) => answer.startsWith('accepted until '));
  if (isAccepted !== areWe) return areWe ? 'accepted, and Go refuses' : 'refused, and Go accepts';
  return areWe ? 'another end' : 'another message';
}

const go = findGo();

void t.test(
  'goVerdict says what Go says',
  { skip: go === undefined && 'no Go 1.26 or newer on the PATH or in /usr/local/go' },
  async (t) => {
    const counts = new Map<string, number>();
    let [seen, differing] = [0, 0];
    for await (const each of oracleCases(go!, seed, count)) {
      seen += 1;
      const [expected, found] = [goAnswer(each), answerFor(each)];
      if (found === expected || expected === neverServed) continue;
      differing += 1;
      const kind = difference(expected, found);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (differing <= shown)
        t.fail(`${kind}: ${each.id}; Go: ${expected}; goVerdict: ${found}`, { diagnostic: false });
    }
    t.equal(seen, count, 'Go made all cases');
    const summary = [...counts].map(([kind, number]) => `${kind}: ${number}`).join(', ');
    t.equal(differing, 0, `no case of seed ${seed} differs${summary && ` (${summary})`}`);
  },
);
