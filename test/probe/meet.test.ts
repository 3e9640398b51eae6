import t from 'tap';
import { createSniMemory } from '../../src/net/sni-memory.js';
import { meet } from '../../src/probe/meet.js';
import { endpointOf } from './endpoint-fixture.js';
import { type Answers, fakeServer } from './fake-shake.js';

const k3s = { shows: { subject: 'CN=k3s,O=k3s' } };
const ordinary = { shows: {} };
const named = endpointOf({ addresses: ['api.example.com:6443'] });

/** Meets an endpoint as often as this; returns the SNI of each handshake, and of each that is the serving one. */
async function meetings(answers: Answers, times = 1, endpoint = named) {
  const server = fakeServer(answers);
  const sni = createSniMemory();
  const served: (string | undefined)[] = [];
  for (let i = 0; i < times; i++) {
    const met = await meet(endpoint, server.shake, { decode: server.decode, sni });
    served.push(met.serverName);
    if (met.shaken.ok) await met.shaken.close();
  }
  return { asked: server.asked, served, closed: server.closed() };
}

void t.test('an endpoint by IP gets no SNI', async (t) => {
  t.same(await meetings({ none: ordinary }, 2, endpointOf()), {
    asked: ['none', 'none'],
    served: [undefined, undefined],
    closed: 2,
  });
});

void t.test('a server is met without SNI once', async (t) => {
  t.same(await meetings({ else: ordinary }, 3), {
    asked: ['none', ...Array<string>(3).fill('api.example.com')],
    served: Array<string>(3).fill('api.example.com'),
    closed: 4,
  });
});

void t.test('a listener of dynamiclistener never gets an SNI', async (t) => {
  t.same(await meetings({ else: k3s }, 2), { asked: ['none', 'none'], served: [undefined, undefined], closed: 2 });
  const refusing = { shows: k3s.shows, fails: 'client_certificate_required' } as const;
  t.same((await meetings({ else: refusing })).asked, ['none']);
});

void t.test('a front may refuse, or may lead elsewhere', async (t) => {
  const silent = { fails: 'tls_alert' } as const;
  t.same((await meetings({ none: silent, else: ordinary }, 2)).asked, ['none', 'api.example.com', 'api.example.com']);
  t.same((await meetings({ none: silent, else: silent }, 2)).asked, [
    'none',
    'api.example.com',
    'none',
    'api.example.com',
  ]);
  // The server behind it is another one now: it is met without SNI again.
  const turns = [ordinary, ordinary, k3s, ordinary];
  t.same((await meetings({ none: ordinary, 'api.example.com': turns }, 3)).asked, [
    'none',
    'api.example.com',
    'api.example.com',
    'none',
    'api.example.com',
  ]);
});

void t.test('where no connection was made, there is no second attempt, unless more time may help', async (t) => {
  t.same((await meetings({ else: { fails: 'refused' } })).asked, ['none']);
  t.same((await meetings({ else: { fails: 'connect_timeout' } })).asked, ['none', 'api.example.com']);
});

void t.test('a proxy that refuses is asked once', async (t) => {
  t.same((await meetings({ else: { fails: 'proxy_refused' } })).asked, ['none']);
});
