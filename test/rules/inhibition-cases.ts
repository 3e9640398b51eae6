export type Labels = Readonly<Record<string, string>>;

const endpoint = { cluster: 'east', target: 'prod', address: '10.225.4.51:6443' };
const serving = { ...endpoint, certificate: 'serving' };
const loopback = { ...endpoint, certificate: 'loopback' };
const file = {
  cluster: 'east',
  instance: 'node-1:10643',
  path: '/etc/kubernetes/admin.conf',
  certificate: 'kubernetes-admin',
};
const ending = { alertname: 'ApiserverServingCertificateEnding' };
const refused = { alertname: 'ApiserverCertificateRefused' };
const loopbackEnding = { alertname: 'ApiserverLoopbackCertificateEnding' };
const critical = { severity: 'critical' };
const warning = { severity: 'warning' };

/** The alerts of each case that fire together, and those among them that are inhibited. */
export const inhibitionCases: readonly {
  readonly name: string;
  readonly firing: readonly Labels[];
  readonly silenced: readonly number[];
}[] = [
  {
    name: 'the page silences the ticket on the same certificate only',
    firing: [
      { ...ending, ...serving, ...critical },
      { ...ending, ...serving, ...warning },
      { ...loopbackEnding, ...loopback, ...warning },
      { ...ending, ...serving, address: '10.225.4.52:6443', ...warning },
      { ...ending, ...serving, target: 'edge', ...warning },
      { ...ending, ...serving, cluster: 'west', ...warning },
      { alertname: 'ApiserverFileNotServed', ...endpoint, path: '/etc/kubernetes/pki/apiserver.crt', ...warning },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'loopback', ...warning },
    ],
    silenced: [1],
  },
  {
    name: 'expired silences ending',
    firing: [
      { alertname: 'ApiserverLoopbackCertificateExpired', ...loopback, ...critical },
      { ...loopbackEnding, ...loopback, ...critical },
      { ...loopbackEnding, ...loopback, ...warning },
      { ...ending, ...serving, ...critical },
    ],
    silenced: [1, 2],
  },
  {
    name: 'expired silences ending also where it is no page, and a page silences what was none',
    firing: [
      { alertname: 'ApiserverLoopbackCertificateExpired', ...loopback, ...warning },
      { ...loopbackEnding, ...loopback, ...warning },
      { alertname: 'ApiserverLoopbackCertificateExpired', ...loopback, address: '10.225.4.52:6443', ...critical },
      { alertname: 'ApiserverLoopbackCertificateExpired', ...loopback, address: '10.225.4.52:6443', ...warning },
    ],
    silenced: [1, 3],
  },
  {
    name: 'what has expired silences what it was to expire',
    firing: [
      { ...refused, ...endpoint, reason: 'expired', ...critical },
      { ...ending, ...serving, ...critical },
      { ...ending, ...endpoint, certificate: 'name', name: 'api.example.com', ...warning },
      { alertname: 'ApiserverTrustEnding', ...endpoint, ...critical },
      { ...ending, ...serving, address: '10.225.4.52:6443', ...critical },
      { ...loopbackEnding, ...loopback, ...critical },
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.220.70.56', ...critical },
    ],
    silenced: [1, 2, 3],
  },
  {
    name: 'of another server, it says enough that it is another one',
    firing: [
      { ...refused, ...endpoint, reason: 'untrusted', ...critical },
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.220.70.56', ...critical },
      { alertname: 'ApiserverNameNotCovered', ...endpoint, address: '10.225.4.52:6443', name: 'k8s', ...critical },
      { ...ending, ...serving, ...critical },
    ],
    silenced: [1],
  },
  {
    name: 'what nobody can read fails the probe, too',
    firing: [
      { ...refused, ...endpoint, reason: 'malformed', ...critical },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'serving', ...warning },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'http', ...warning },
      { ...ending, ...serving, ...critical },
    ],
    silenced: [1],
  },
  {
    name: 'one name says nothing of another',
    firing: [
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.220.70.56', ...critical },
      { alertname: 'ApiserverNameNotCovered', ...endpoint, name: '10.225.4.51', ...warning },
    ],
    silenced: [],
  },
  {
    name: 'files, which have no target',
    firing: [
      { alertname: 'ApiserverFileCertificateExpired', ...file, ...critical },
      { alertname: 'ApiserverFileCertificateEnding', ...file, ...critical },
      { alertname: 'ApiserverFileCertificateEnding', ...file, ...warning },
      { alertname: 'ApiserverFileCertificateEnding', ...file, instance: 'node-2:10643', ...warning },
      { alertname: 'ApiserverFileUnreadable', cluster: 'east', instance: 'node-1:10643', path: file.path, ...warning },
      { alertname: 'ApiserverCertExporterConfigReloadFailed', cluster: 'east', instance: 'node-1:10643', ...warning },
    ],
    silenced: [1, 2],
  },
  {
    name: 'where nothing of a target answers, its probes need no saying',
    firing: [
      { alertname: 'ApiserverTargetUnreachable', cluster: 'east', target: 'prod', ...critical },
      { alertname: 'ApiserverProbeFailing', ...endpoint, probe: 'serving', ...warning },
      { alertname: 'ApiserverDiscoveryFailing', cluster: 'east', target: 'prod', ...warning },
      { alertname: 'ApiserverProbeFailing', ...endpoint, target: 'edge', probe: 'serving', ...warning },
      { alertname: 'ApiserverLoopbackCertificatesEndTogether', cluster: 'east', target: 'prod', ...warning },
    ],
    silenced: [1, 2],
  },
  {
    name: 'kubelets that restart all API servers at the same time say that the certificates end together',
    firing: [
      { alertname: 'ApiserverLoopbackRestartsTogether', cluster: 'east', target: 'prod', ...critical },
      { alertname: 'ApiserverLoopbackCertificatesEndTogether', cluster: 'east', target: 'prod', ...warning },
      { alertname: 'ApiserverLoopbackCertificatesEndTogether', cluster: 'east', target: 'edge', ...warning },
    ],
    silenced: [1],
  },
];
