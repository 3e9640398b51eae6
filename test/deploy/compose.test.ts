import { load } from 'js-yaml';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import t from 'tap';
import { readProjectFile } from '../fixtures/project-file.js';
import { compose, composeFolder, mountsOf, type Service } from '../integration/compose.js';

const services = Object.entries(compose.services);
const named = (name: string): Service => compose.services[name] ?? {};

void t.test(
  'each image is named by a version and a digest, but for ours, which has the version of the package',
  (t) => {
    const { version } = JSON.parse(readProjectFile('package.json')) as { readonly version: string };
    const images = services.flatMap(([, { image }]) => image ?? []);
    const ours = images.filter((image) => image.startsWith('ghcr.io/apiserver-cert-exporter/'));
    t.same(ours, [`ghcr.io/apiserver-cert-exporter/apiserver-cert-exporter:${version}`]);
    const others = images.filter((image) => !ours.includes(image));
    t.equal(others.length, 3);
    for (const image of others) t.match(image, /^docker\.io\/[\w-]+\/[\w-]+:v?\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
    t.end();
  },
);

void t.test('what is mounted is there, and cannot be written', (t) => {
  const mounts = services.flatMap(([, service]) => mountsOf(service));
  const ours = mounts.filter((mount) => mount.ours);
  t.ok(ours.length > 5);
  for (const { source, readOnly } of ours) {
    t.ok(existsSync(source), source);
    t.ok(readOnly, source);
  }
  const volumes = mounts.filter((mount) => !mount.ours).map(({ source }) => source);
  t.same(new Set(volumes), new Set(Object.keys(compose.volumes)));
  t.end();
});

void t.test(
  'what is built has a Dockerfile that copies what it is sent, from the image of the other Dockerfile',
  (t) => {
    const from = /^FROM (node:\S+)/m;
    const built = services.flatMap(([, { build }]) => (typeof build === 'object' ? build.dockerfile : []));
    t.same(new Set(built), new Set(['deploy/compose/demo.Dockerfile']));
    const dockerfile = readProjectFile('deploy/compose/demo.Dockerfile');
    t.equal(from.exec(dockerfile)?.[1], from.exec(readProjectFile('Dockerfile'))?.[1]);
    const sent: readonly string[] =
      readProjectFile('deploy/compose/demo.Dockerfile.dockerignore').match(/(?<=^!).+$/gm) ?? [];
    const copied = Array.from(dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm), ([, paths = '']) =>
      paths.split(' '),
    ).flat();
    t.same(new Set(copied), new Set(sent));
    for (const [, script = ''] of dockerfile.matchAll(/rolldown (\S+)/g)) t.ok(existsSync(script), script);
    for (const [name, { command = [] }] of services) {
      const script = command.find((argument) => argument.endsWith('.mjs'));
      if (script !== undefined) t.match(dockerfile, `--file ${script}`, name);
    }
    t.end();
  },
);

void t.test('ports are those of this machine only, nobody has a password, and no container has rights', (t) => {
  for (const [name, { ports = [], environment = {}, cap_drop, security_opt }] of services) {
    for (const port of ports) t.match(port, /^127\.0\.0\.1:(\d+):\1$/, name);
    t.notMatch(Object.keys(environment).join(), /PASSWORD|TOKEN|SECRET/, name);
    t.same([cap_drop, security_opt], [['ALL'], ['no-new-privileges:true']], name);
  }
  t.end();
});

void t.test('each host name that a configuration has is a service or one of its other names', (t) => {
  const known = services.flatMap(([name, { networks }]) => [name, ...(networks?.default.aliases ?? [])]);
  const hosts = (path: string, pattern: RegExp): readonly string[] =>
    Array.from(
      readProjectFile(path)
        .replaceAll(/^\s*#.*$/gm, '')
        .matchAll(pattern),
      ([, host = '']) => host,
    );
  const used = [
    ...hosts('config/prometheus.yml', /'([\w-]+):\d+'/g),
    ...hosts(`${composeFolder}/exporter.yml`, /([\w-]+):\d{4}/g),
    ...hosts('deploy/grafana/provisioning/datasources/prometheus.yml', /http:\/\/([\w-]+):/g),
  ];
  t.equal(used.length, 6);
  for (const host of used) t.ok(known.includes(host), host);
  t.equal(named('pager').network_mode, 'service:alertmanager');
  t.end();
});

void t.test('Grafana finds the dashboards where its provisioning looks for them', (t) => {
  const grafana = named('grafana');
  const provisioning = mountsOf(grafana).find(({ target }) => target === '/etc/grafana/provisioning')?.source ?? '';
  const { providers } = load(readFileSync(join(provisioning, 'dashboards/apiserver-cert-exporter.yml'), 'utf8')) as {
    readonly providers: readonly { readonly options: { readonly path: string } }[];
  };
  const dashboards = mountsOf(grafana).find(({ target }) => target === providers[0]?.options.path)?.source ?? '';
  const home = basename(grafana.environment?.['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? '');
  t.ok(existsSync(join(dashboards, home)), home);
  t.end();
});
