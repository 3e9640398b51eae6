import type { Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { startControlPlane } from '../../demo/control-plane.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';
import { serveExporter } from './exporter.js';
import { temporaryFolder } from './temporary-folder.js';

/** Text for a certificate that would be an element if it were not escaped. */
export const markup = '<script>document.title="taken over"</script>';

/** Text that would end an attribute and begin another one. */
export const attribute = '" onmouseover="document.title=1';

/** It is in the CN, because it would not be valid in a DNS name. */
const turned = 'api\u202emoc.elpmaxe';
const escape = 'a\u001b[31mb';

/** The page of an exporter for a control plane with faults, a server with a hostile certificate, and a port where nothing listens. */
export async function serveStatusPage(t: Test): Promise<{ readonly url: string; readonly folder: string }> {
  const folder = temporaryFolder(t);
  const now = Math.floor(Date.now() / 1000);
  const controlPlane = await startControlPlane(now);
  t.teardown(() => controlPlane.close());
  const authority = await createAuthority({ commonName: markup });
  const serving = await authority.issue({ commonName: turned, dnsNames: [markup, attribute, escape] });
  const { identity: loopback } = await createLoopback({ startedAt: now - 3600 });
  const http = { gitVersion: `v1.33.0${attribute}` };
  const hostile = await startApiserver({ serving: serving.identity, loopback, http });
  t.teardown(() => hostile.close());
  const closed = await startApiserver({ serving: serving.identity });
  await closed.close();
  const { url } = await serveExporter(t, folder, {
    targets: [
      { name: 'prod', addresses: controlPlane.addresses, names: controlPlane.names, ca: { pem: controlPlane.ca } },
      { name: markup, addresses: [hostile.endpoint], labels: { note: attribute } },
      { name: 'down', addresses: [closed.endpoint] },
    ],
    files: [{ paths: ['*.yml', 'gone.crt'] }],
  });
  return { url: `${url}/`, folder };
}
