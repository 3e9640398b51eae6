import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { type ControlPlane, startControlPlane } from '../../demo/control-plane.js';
import { exporterConfig } from '../../demo/exporter-config.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import type { Places } from './alerts-expected.js';
import { serveExporter } from './exporter.js';
import { freePort } from './free-port.js';

/** The exporter for the demo's control plane, and for two ports where nothing listens. */
export interface Scene {
  readonly exporterUrl: string;
  readonly places: Places;
  /** Repairs each fault like an operator. */
  readonly repair: () => Promise<void>;
  readonly endExporter: () => Promise<void>;
}

/** Starts everything until the test ends. Resolves when the exporter has answered once, because the first scrape takes the longest. */
export async function startScene(t: Test, folder: string): Promise<Scene> {
  const controlPlane = await startControlPlane(unixNow());
  t.teardown(() => controlPlane.close());
  const unused = [await freePort(), await freePort()] as const;
  const [onlyOne, oneOfTwo] = unused.map((port) => `127.0.0.1:${port}`) as [string, string];
  const { url, end } = await startExporter(t, folder, controlPlane, { onlyOne, oneOfTwo });
  const { longRunning, uncovered } = controlPlane.apiservers;
  return {
    exporterUrl: url,
    places: {
      instance: new URL(url).host,
      longRunning: longRunning.endpoint,
      uncovered: uncovered.endpoint,
      onlyOne,
      oneOfTwo,
    },
    repair: async () => {
      await controlPlane.repair.coverExternalIp();
      await controlPlane.repair.restartLongRunning(unixNow());
      for (const port of unused) await startHealthyApiserver(t, port);
    },
    endExporter: end,
  };
}

function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** No address of target `down` answers, and one of the two addresses of `half` does not. */
async function startExporter(
  t: Test,
  folder: string,
  controlPlane: ControlPlane,
  { onlyOne, oneOfTwo }: Pick<Places, 'onlyOne' | 'oneOfTwo'>,
) {
  const { addresses, names, ca, apiservers } = controlPlane;
  writeFileSync(join(folder, 'ca.crt'), ca);
  const config = `${exporterConfig(addresses, names, 'ca.crt')}
  - { name: down, addresses: ["${onlyOne}"] }
  - { name: half, addresses: ["${apiservers.healthy.endpoint}", "${oneOfTwo}"] }
`;
  const ends: (() => Promise<void>)[] = [];
  const { url, scrape } = await serveExporter({ teardown: (end) => ends.push(end) }, folder, config);
  const end = async () => {
    await Promise.all(ends.map((end) => end()));
  };
  t.teardown(end);
  await scrape();
  return { url, end };
}

async function startHealthyApiserver(t: Test, port: number): Promise<void> {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const serving = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const startedAt = unixNow();
  const loopback = await createLoopback({ startedAt });
  const http = { startedAt };
  const server = await startApiserver({ port, serving: serving.identity, loopback: loopback.identity, http });
  t.teardown(() => server.close());
}
