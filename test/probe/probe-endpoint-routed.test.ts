import { createServer } from 'node:tls';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { createAuthority, type Identity } from '../../demo/pki.js';
import type { Report } from '../../src/probe/report.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { createProbedCluster } from './probed-cluster.js';
import { type Route, routes, startSniRouter } from './sni-router.js';

const { start, issue, probe } = await createProbedCluster();
const now = Math.floor(Date.now() / 1000);
const loopbackName = 'apiserver-loopback-client';
const names = ['one.example', 'two.example', 'three.example'];
const stranger = await createAuthority({ commonName: 'stranger' });
const strange = async (...dnsNames: readonly string[]): Promise<Identity> =>
  (await stranger.issue({ commonName: 'stranger', dnsNames })).identity;

/** The certificates by name that a kube-apiserver may have, and what clients decide of each. */
const named = {
  accepted: await issue('accepted', { dnsNames: names }),
  expired: await issue('expired', { dnsNames: names, notBefore: now - 7200, notAfter: now - 3600 }),
  name: await issue('lacks the name', { dnsNames: ['elsewhere.example'] }),
  unknown_authority: await strange(...names),
} as const;
type Verdict = keyof typeof named;
const verdicts = Object.keys(named) as readonly Verdict[];

interface Scene {
  readonly loopback: Route;
  readonly names: readonly { readonly route: Route; readonly verdict: Verdict }[];
}

/** What is expected of each name: the verdict, or why it is not reachable here. */
function expected({ loopback, names: ways }: Scene): Readonly<Record<string, string>> {
  const isRefused = (route: Route): boolean => route !== 'pass' && route !== 'other';
  const isRouted = loopback !== 'pass';
  return Object.fromEntries(
    ways.map(({ route, verdict }, at) => {
      const other = isRouted ? 'not here: other_server' : 'name';
      const seen = isRefused(route) ? `not here: ${route}` : route === 'other' ? other : verdict;
      return [names[at] ?? '', seen];
    }),
  );
}

function seen({ names: judged, namesNotHere }: Report): Readonly<Record<string, string>> {
  const verdictOf = ({ verdict }: Report['names'][number]): string =>
    verdict?.accepted === false ? verdict.reason : 'accepted';
  return Object.fromEntries([
    ...judged.filter(({ role }) => role === 'client').map((each) => [each.name, verdictOf(each)] as const),
    ...namesNotHere.map(({ name, because }) => [name, `not here: ${because}`] as const),
  ]);
}

async function probeThrough(t: Test, scene: Scene): Promise<Report> {
  const certificates = scene.names.map(({ verdict }, at) => [names[at] ?? '', named[verdict]] as const);
  const apiserver = await start(t, { named: Object.fromEntries(certificates) });
  const other = await listenOnLoopback(t, createServer(await strange('stranger.example')));
  const ways = scene.names.map(({ route }, at) => [names[at] ?? '', route] as const);
  const byName = { ...Object.fromEntries(ways), [loopbackName]: scene.loopback };
  const port = await startSniRouter(t, { byName, apiserver: apiserver.port, other });
  return await probe(port, { names });
}

void t.test('any routes in front of any certificates by name: no failure, and no refusal is hidden', async (t) => {
  t.setTimeout(180_000);
  const route = fc.constantFrom(...routes);
  const way = fc.record({ route, verdict: fc.constantFrom(...verdicts) });
  const scenes = fc.record({ loopback: route, names: fc.tuple(way, way, way) });
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      await t.test(JSON.stringify(scene), async (t) => {
        const report = await probeThrough(t, scene);
        t.same(seen(report), expected(scene));
        t.same(report.failures, []);
        t.match(report, { trust: { state: 'trusted' }, names: [{ name: '127.0.0.1', verdict: { accepted: true } }] });
        const { loopback } = report;
        const found = loopback.state === 'not_served' ? loopback.because : loopback.state;
        t.equal(found, { pass: 'found', other: 'other_certificate' }[scene.loopback as string] ?? scene.loopback);
      });
    }),
    { numRuns: 40 },
  );
});
