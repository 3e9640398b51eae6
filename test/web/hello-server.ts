import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { openWebConfig } from '../../src/web-config/live-web-config.js';
import { readFileNow, stampFile } from '../../src/web-config/read-file-now.js';
import { createHttpServer } from '../../src/web/http-server.js';
import { defaultLimits, type Limits } from '../../src/web/limits.js';
import { decodeCertificate } from '../../src/x509/decode.js';

/** The CA of the server, and of the clients that it knows. */
export const authority = await createAuthority({ commonName: 'the CA' });
const server = await authority.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });

const pair = 'cert_file: server.crt, key_file: server.key';

export interface Served {
  readonly port: number;
  /** Replaces a file like an editor or cert-manager does. */
  readonly write: (name: string, text: string) => void;
  /** As when a person asks for it. */
  readonly reload: () => void;
  readonly refused: string[];
}

/** A server that says hello, with this web configuration. */
export async function serveHello(t: Test, yaml: string, limits: Partial<Limits> = {}): Promise<Served> {
  const folder = t.testdir({
    'web.yml': yaml,
    'server.crt': server.identity.cert,
    'server.key': server.key,
    'ca.crt': authority.pem,
  });
  const silent = () => undefined;
  const opened = openWebConfig(join(folder, 'web.yml'), {
    read: readFileNow,
    stamp: stampFile,
    log: { info: silent, warn: silent },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const { live } = opened;
  const refused: string[] = [];
  const listening = createHttpServer(
    ({ socket }, response) => response.setHeader('x-client', String(socket.remoteAddress)).end('hello\n'),
    { ...defaultLimits, ...limits },
    { web: live, decode: decodeCertificate, refused: (_address, reason) => refused.push(reason) },
  );
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  t.teardown(async () => {
    listening.closeAllConnections();
    listening.close();
    await once(listening, 'close');
  });
  return {
    port: (listening.address() as AddressInfo).port,
    write: (name, text) => {
      writeFileSync(join(folder, 'new'), text);
      renameSync(join(folder, 'new'), join(folder, name));
    },
    reload: () => {
      const reloaded = live.reload();
      if (!reloaded.ok) throw new Error(JSON.stringify(reloaded.problems));
      reloaded.use();
    },
    refused,
  };
}

/** The TLS section of a web configuration, with more keys if given. */
export const tls = (more = '') => `tls_server_config: {${pair}${more && `, ${more}`}}`;
