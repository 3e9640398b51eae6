import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aborted } from './aborted.js';
import { type ControlPlane, startControlPlane } from './control-plane.js';
import { runExporter, type ServingExporter, serveExporter } from './exporter.js';
import { exporterConfig } from './exporter-config.js';
import { freePort } from './free-port.js';

export interface DemoOptions {
  /** End after one collection instead of serving until `signal` aborts. */
  readonly once: boolean;
  /** The port of 127.0.0.1 on which the exporter listens; any free port where this one is taken. */
  readonly port: number;
  /** Ends the demo. Everything that it started is gone when the promise settles. */
  readonly signal: AbortSignal;
  readonly print: Print;
}

type Print = (line: string) => void;

/** Runs the exporter, as a user would, on a simulated control plane. Rejects when the exporter does not do what it should, or at an abort. */
export async function runDemo({ once, port, signal, print }: DemoOptions): Promise<void> {
  const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000));
  try {
    await inFolder(async (folder) => {
      const configFile = await writeConfig(folder, controlPlane);
      print(introduction(controlPlane));
      await check(configFile, signal, print);
      const args = ['--config.file', configFile, '--web.listen-address', `127.0.0.1:${await freePort(port)}`];
      print(`\n$ apiserver-cert-exporter serve ${args.join(' ')}`);
      const exporter = await serveExporter(args, signal);
      try {
        await (once ? collectOnce(exporter, print) : serveOn(exporter, signal, print));
      } finally {
        await exporter.stop();
      }
    });
  } finally {
    await controlPlane.close();
  }
}

/** Lends a temporary folder. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'apiserver-cert-exporter-demo-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeConfig(folder: string, { addresses, names, ca }: ControlPlane): Promise<string> {
  const configFile = join(folder, 'exporter.yml');
  await writeFile(join(folder, 'ca.crt'), ca);
  await writeFile(configFile, exporterConfig(addresses, names, 'ca.crt'));
  return configFile;
}

function introduction({ addresses: [longRunning = '', uncovered = '', healthy = ''] }: ControlPlane): string {
  return `A simulated control plane: three API servers with certificates made a moment ago.
  ${longRunning}  has run for 360 days: the loopback certificate in its memory ends soon, and no file shows it
  ${uncovered}  its serving certificate lacks 203.0.113.10, the IP that clients use to reach it
  ${healthy}  healthy
`;
}

/** The control plane has two faults, so 2, critical, is the right answer. */
async function check(configFile: string, signal: AbortSignal, print: Print): Promise<void> {
  print(`$ apiserver-cert-exporter check --config.file ${configFile}`);
  const code = await runExporter(['check', '--config.file', configFile], signal);
  if (code !== 2) throw new Error(`check ended with ${code ?? 'a signal'} instead of 2, critical`);
}

async function collectOnce({ url }: ServingExporter, print: Print): Promise<void> {
  const response = await fetch(`${url}/metrics`);
  const series = (await response.text()).split('\n').filter((line) => line.startsWith('apiserver_endpoint_'));
  print(`\nGET ${url}/metrics: ${response.status}, ${series.length} series of endpoints`);
  if (!response.ok || series.length === 0) throw new Error('the exporter showed no endpoint');
}

async function serveOn(
  { url, ended }: ServingExporter,
  signal: AbortSignal,
  print: (line: string) => void,
): Promise<void> {
  print(`
The exporter serves the same data as metrics, collected again at each scrape:
  status page  ${url}/
  metrics      ${url}/metrics
  for example  curl -s ${url}/metrics | grep -E 'not_after|san_covered'

Ctrl-C stops everything.`);
  await Promise.race([ended, aborted(signal)]);
  if (!signal.aborted) throw new Error('the exporter ended unexpectedly: see its last log lines above');
}
