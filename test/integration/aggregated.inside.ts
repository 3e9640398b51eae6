import t from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import { apiServiceObject } from './aggregated-objects.js';
import { aggregatedReal } from './aggregated-real.js';
import { aggregatedRights } from './aggregated-rights.js';
import { startAggregatedScene } from './aggregated-scene.js';
import { checkJson } from './check-json.js';
import { runExporter, serveExporter } from './exporter.js';
import { onlyKubernetes } from './kubernetes.js';
import { discovered, prefix } from './metric-names.js';
import { skippedWithout } from './requires.js';
import { until } from './until.js';

t.setTimeout(450_000);
const scene = await startAggregatedScene(t, onlyKubernetes());
const { controlPlane, api, available } = scene;
const { folder, kubeconfig } = controlPlane;
const exporter = await serveExporter(t, folder, {
  probe: { discoveryInterval: '1s', timeout: '10s' },
  targets: [{ name: 'east', kubeconfig: { file: kubeconfig }, discovery: 'aggregated' }],
});

/** The name of the target of each APIService that leads to a server, and whether kube-apiserver accepts it. */
const judged = {
  'v1.a-fine.example.com': ['east/fine.apis', true],
  'v1.rotating.example.com': ['east/fine.apis/v1.rotating.example.com', true],
  'v1.headless.example.com': ['east/headless.apis', true],
  'v1.sixth.example.com': ['east/sixth.apis', true],
  'v1.wrong.example.com': ['east/fine.apis/v1.wrong.example.com', false],
  'v1.none.example.com': ['east/fine.apis/v1.none.example.com', false],
  'v1.named.example.com': ['east/named.apis', false],
  'v1.expired.example.com': ['east/expired.apis', false],
} as const;

/** The time at which a refusal was worded. */
const withoutTime = (words: string): string => words.replace(/current time \S+/, 'current time NOW');

void t.test('each server is judged as kube-apiserver judges it, in its words', async (t) => {
  t.setTimeout(180_000);
  const { stdout } = await runExporter('check', '--config.file', exporter.configFile, '--output', 'json');
  const { targets } = checkJson(stdout);
  for (const [apiService, [name, isAccepted]] of Object.entries(judged)) {
    const message = await available(apiService);
    const endpoint = targets.find((target) => target.name === name)?.endpoints[0];
    t.equal(message === 'all checks passed', isAccepted, `${apiService}: ${message}`);
    t.equal(endpoint?.names.length, 1, name);
    const [judgement] = endpoint?.names ?? [];
    t.match(judgement, { name: `${name.split(/[/.]/)[1]}.apis.svc`, accepted: isAccepted });
    if (!isAccepted) t.ok(withoutTime(message).endsWith(withoutTime(judgement?.message ?? 'no words')), 'its words');
  }
});

void t.test('what is odd is said on its own target, and touches no other', async (t) => {
  const { stdout } = await runExporter('check', '--config.file', exporter.configFile, '--output', 'json');
  const notes = new Map(checkJson(stdout).targets.map((target) => [target.name, target.notes]));
  t.match(Object.fromEntries(notes), {
    east: [],
    'east/fine.apis': [],
    'east/sixth.apis': [],
    'east/gone.apis': ['service apis/gone does not exist'],
    'east/empty.apis': ['service apis/empty has no endpoints'],
    'east/external.apis': [/^service apis\/external is of type ExternalName: nowhere\.invalid is probed/],
    'east/headless.apis': [/is headless/, 'not ready, so kube-apiserver sends nothing there: 10.244.0.4:8443'],
    'east/fine.apis/v1.broken.example.com': [
      /caBundle of APIService v1\.broken\.example\.com cannot be used.*unable to load root certificates: unable to parse bytes as PEM block$/,
    ],
    'east/expired.apis/v1.insecure.example.com': [
      /^insecureSkipTLSVerify is set in APIService v1\.insecure\.example\.com/,
    ],
  });
  t.equal(notes.size, 14, 'APIServices with the same server are one target');
  const samples = await exporter.scrape();
  const failing = samplesOf(samples, discovered).filter(({ value }) => value === 0);
  t.same(failing.map(({ labels }) => labels['target']).sort(), [
    'east/empty.apis',
    'east/external.apis',
    'east/fine.apis/v1.broken.example.com',
    'east/gone.apis',
  ]);
});

void t.test('under insecureSkipTLSVerify nothing is judged, but both certificates are shown', async (t) => {
  const target = 'east/expired.apis/v1.insecure.example.com';
  const samples = (await exporter.scrape()).filter(({ labels }) => labels['target'] === target);
  for (const judging of [
    'accepted',
    'refused',
    'san_covered',
    'certificate_trusted',
    'trust_not_after_timestamp_seconds',
  ])
    t.same(samplesOf(samples, `${prefix}${judging}`), [], judging);
  t.same(
    samplesOf(samples, `${prefix}certificate_not_after_timestamp_seconds`).map(({ labels }) => labels['certificate']),
    ['serving', 'loopback'],
  );
  t.equal(valueOf(samples, `${prefix}unverified`), 1);
});

void t.test('an APIService that comes and goes', async (t) => {
  t.setTimeout(90_000);
  const late = apiServiceObject('v1.late.example.com', 'named', undefined, { insecureSkipTLSVerify: true });
  const isThere = async (): Promise<boolean> =>
    samplesOf(await exporter.scrape(), `${prefix}up`, { target: 'east/named.apis' }).length === 1 &&
    samplesOf(await exporter.scrape(), `${prefix}unverified`).length === 2;
  t.notOk(await isThere());
  await api.create(late);
  await until('it is a target', 10, async () => ((await isThere()) ? true : undefined));
  await api.remove(late);
  await until('it is none', 10, async () => ((await isThere()) ? undefined : true));
});

void t.test('every right of deploy/kustomize/aggregated-rbac.yaml is needed, and no other', async (t) => {
  t.setTimeout(180_000);
  await aggregatedRights(t, scene);
});

void t.test('sample-apiserver and metrics-server', skippedWithout('sample-apiserver', 'metrics-server'), async (t) => {
  t.setTimeout(270_000);
  await aggregatedReal(t, scene);
});
