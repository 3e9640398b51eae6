import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { valueOf } from '../fixtures/exposition.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { createCluster } from '../probe/simulated-cluster.js';
import { startInBackground } from './background-process.js';
import { checkJson } from './check-json.js';
import { runExporter, serveExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { prefix } from './metric-names.js';
import { requires } from './requires.js';
import { routedName, type SniFront } from './sni-front.js';
import { proxyHeaderListener } from './sni-fronts-haproxy.js';
import { sniFronts } from './sni-fronts.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

t.setTimeout(900_000);

const { authority, loopback } = await createCluster();
const { identity } = await authority.issue({ commonName: 'kube-apiserver', dnsNames: [routedName] });
const strangers = await createAuthority({ commonName: 'ingress' });
const stranger = await strangers.issue({ commonName: 'ingress', dnsNames: ['ingress.example.com'] });

/** An API server behind a front, with another server beside it. */
async function startScene(t: Test, front: Pick<SniFront, 'name' | 'argv' | 'endsTls'>) {
  const folder = temporaryFolder(t);
  const apiserver = await startApiserver({ serving: identity, loopback: loopback.identity });
  let closed: Promise<void> | undefined;
  const stop = (): Promise<void> => (closed ??= apiserver.close());
  t.teardown(stop);
  const other = await listenOnLoopback(
    t,
    createServer(stranger.identity, (socket) => socket.end()),
  );
  const port = await freePort();
  const backend = apiserver.endpoint;
  const argv = front.argv({ folder, port, backend, other: `127.0.0.1:${other}`, identity });
  const { end, hasEnded, log } = await startInBackground(argv, join(folder, 'front.log'));
  t.teardown(() => end());
  await until(`${front.name} listens`, 20, async () => {
    if (hasEnded()) throw new Error(log());
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    return true;
  });
  const configOf = (target: object) => ({
    // What ends TLS speaks HTTP to what is behind it, in its own way.
    probe: { http: !front.endsTls, timeout: '5s' },
    targets: [{ name: 'front', addresses: [`127.0.0.1:${port}`], ca: { pem: authority.pem }, ...target }],
  });
  const check = (output: string, target: object = {}) => {
    const file = join(folder, 'check.yml');
    writeFileSync(file, JSON.stringify(configOf(target)));
    return runExporter('check', '--config.file', file, '--output', output);
  };
  const serve = (t: Test, target: object) => serveExporter(t, folder, configOf(target));
  return { check, serve, stop };
}

/** A target that names what is routed, and what is not. */
const routedTarget = ({ refusesNone }: SniFront) => ({
  serverName: routedName,
  names: [routedName, 'kubernetes', ...(refusesNone.length > 0 ? ['127.0.0.1'] : [])],
});

for (const front of sniFronts) {
  void t.test(front.name, requires(front.needs), async (t) => {
    t.setTimeout(180_000);
    const { check, serve, stop } = await startScene(t, front);

    await t.test('what it does not route is not reachable here: a note', async (t) => {
      const { code, stdout } = await check('json', routedTarget(front));
      t.equal(code, 0, stdout);
      const json = checkJson(stdout);
      const [endpoint] = json.targets[0].endpoints;
      t.match(endpoint, { up: true, failures: { length: 0 }, loopback: { state: 'not_served' } });
      const because = endpoint?.loopback.because ?? '';
      t.ok(front.refuses.includes(because === 'other_certificate' ? 'other_server' : because), `loopback: ${because}`);
      const { names = [], namesNotHere = [] } = endpoint ?? {};
      for (const notHere of namesNotHere) {
        const reasons = notHere.name === '127.0.0.1' ? front.refusesNone : front.refuses;
        t.ok([...reasons, ...front.refuses].includes(notHere.because), `${notHere.name}: ${notHere.because}`);
      }
      t.match(namesNotHere, [{ name: 'kubernetes' }]);
      for (const { name, accepted } of names) t.equal(accepted, true, name);
      t.match(
        json.findings.map(({ severity }) => severity),
        json.findings.map(() => 'info'),
      );
    });

    await t.test('metrics: the certificate is not found, and no probe fails', async (t) => {
      const { url, scrape, log } = await serve(t, routedTarget(front));
      const samples = await scrape();
      t.equal(valueOf(samples, `${prefix}up`), 1);
      t.equal(valueOf(samples, `${prefix}loopback_certificate_found`), 0);
      const wrong = samples.filter(
        ({ name, value }) => name === `${prefix}probe_failed` || (value === 0 && /_(accepted|san_covered)$/.test(name)),
      );
      t.same(wrong, []);
      t.match(await (await fetch(url)).text(), 'not reachable here');
      t.match(await (await fetch(`${url}/probe?target=front&debug=true`)).text(), 'not reachable here');
      t.notMatch(log(), /probe fails/);
    });

    await t.test('dialled by its IP', async (t) => {
      const { code, stdout } = await check('table');
      if (front.refusesNone.length === 0) return;
      t.equal(code, 3, stdout);
      const text = stdout.replace(/\s+/g, ' ');
      t.match(text, /use its DNS name as the address, or set serverName/);
      t.ok(
        front.refusesNone.some((reason) => text.includes(`(${reason})`)),
        text,
      );
    });

    await t.test('with nothing behind it', { skip: front.endsTls && 'it ends TLS itself' }, async (t) => {
      await stop();
      const { code, stdout } = await check('json', routedTarget(front));
      t.equal(code, 3, stdout);
      const failures = checkJson(stdout).targets[0].endpoints[0]?.failures ?? [];
      t.match(failures, [{ probe: 'serving', reason: /^(closed|reset)$/ }]);
    });
  });
}

void t.test('a listener that expects a PROXY header', requires('haproxy'), async (t) => {
  const { check } = await startScene(t, { name: 'accept-proxy', argv: proxyHeaderListener, endsTls: false });
  for (const target of [{}, { serverName: routedName }]) {
    const { code, stdout } = await check('table', target);
    t.equal(code, 3, stdout);
    t.match(stdout, /│ (closed|reset) +│/);
    t.match(stdout.replace(/\s+/g, ' '), /expects a PROXY header \(accept-proxy, proxy_protocol\)/);
  }
});
