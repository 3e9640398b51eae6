import { randomUUID } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import t from 'tap';
import { postQuantumContext, tlsContext } from '../../src/net/tls-context.js';
import { type HandshakeEnd, withGroups } from '../../src/net/with-groups.js';

const usual = tlsContext();
const wide = postQuantumContext(usual);
const skip = wide === undefined && 'this OpenSSL has no post-quantum groups';

/** A server that accepts these contexts, and how it was asked. */
function fakeServer(accepts: (context: SecureContext) => HandshakeEnd) {
  const server = randomUUID();
  const shake = async (mayRetry = true): Promise<readonly string[]> => {
    const asked: string[] = [];
    const end = await withGroups({
      server,
      context: usual,
      mayRetry,
      shake: (context) => {
        asked.push(context === usual ? 'usual' : 'wide');
        return Promise.resolve(accepts(context));
      },
      endOf: (end) => end,
    });
    return [...asked, end];
  };
  return { shake };
}

void t.test('a server that has a usual group is asked once', async (t) => {
  const { shake } = fakeServer(() => 'shown');
  t.same(await shake(), ['usual', 'shown']);
  t.same(await fakeServer(() => 'failed').shake(), ['usual', 'failed']);
});

void t.test('a server that needs the others is asked twice, and remembered', { skip }, async (t) => {
  let needs = true;
  const { shake } = fakeServer((context) => ((context === wide) === needs ? 'shown' : 'refused'));
  t.same(await shake(false), ['usual', 'refused'], 'it is known to have a usual group');
  t.same(await shake(), ['usual', 'wide', 'shown']);
  t.same(await shake(), ['wide', 'shown']);
  t.same(await shake(false), ['wide', 'shown']);
  needs = false;
  t.same(await shake(), ['wide', 'usual', 'shown'], 'another server is there now');
  t.same(await shake(), ['usual', 'shown']);
});

void t.test('a server that refuses both is not remembered, and the first answer counts', { skip }, async (t) => {
  const { shake } = fakeServer(() => 'refused');
  t.same(await shake(), ['usual', 'wide', 'refused']);
  t.same(await shake(), ['usual', 'wide', 'refused']);
  const silent = fakeServer((context) => (context === usual ? 'refused' : 'failed'));
  t.same(await silent.shake(), ['usual', 'wide', 'refused']);
});
