import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { startServe } from '../cli/serve/serve-process.js';
import { freePort } from './free-port.js';
import { startPrometheus } from './prometheus.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';
import { until } from './until.js';

const cost = 10;

void t.test(
  'a real Prometheus, with client certificate and password, while both change',
  requires('prometheus'),
  async (t) => {
    const folder = temporaryFolder(t);
    const path = (name: string): string => join(folder, name);
    const authority = await createAuthority({ commonName: 'monitoring' });
    /** In a new folder, to which a symbolic link is changed, as Kubernetes changes a mounted secret. */
    const issueServer = async (name: string): Promise<void> => {
      const { identity } = await authority.issue({ commonName: name, ipAddresses: ['127.0.0.1'] });
      mkdirSync(path(name));
      writeFileSync(path(`${name}/tls.key`), identity.key);
      writeFileSync(path(`${name}/tls.crt`), identity.cert);
      symlinkSync(name, path('new'));
      renameSync(path('new'), path('live'));
    };
    const setPassword = (password: string): void => {
      const web = {
        tls_server_config: {
          cert_file: 'live/tls.crt',
          key_file: 'live/tls.key',
          client_ca_file: 'ca.crt',
          client_auth_type: 'RequireAndVerifyClientCert',
          client_allowed_sans: ['prometheus.monitoring.svc'],
          min_version: 'TLS13',
        },
        basic_auth_users: { prometheus: hashSync(password, cost) },
      };
      writeFileSync(path('web.new'), JSON.stringify(web));
      renameSync(path('web.new'), path('web.yml'));
    };
    const { identity: client } = await authority.issue({
      commonName: 'prometheus',
      usage: 'client',
      dnsNames: ['prometheus.monitoring.svc'],
    });
    writeFileSync(path('ca.crt'), authority.pem);
    writeFileSync(path('client.crt'), client.cert);
    writeFileSync(path('client.key'), client.key);
    await issueServer('first');
    setPassword('secret');

    const exporter = await startServe(
      { targets: [{ name: 'prod', addresses: [`127.0.0.1:${await freePort()}`] }] },
      '--web.config.file',
      path('web.yml'),
    );
    t.teardown(async () => {
      exporter.child.kill();
      await exporter.ended;
    });
    const { health, query } = await startPrometheus(t, {
      folder,
      address: `127.0.0.1:${await freePort()}`,
      exporterUrl: exporter.url,
      settings: {
        tls_config: { ca_file: path('ca.crt'), cert_file: path('client.crt'), key_file: path('client.key') },
        basic_auth: { username: 'prometheus', password: 'secret' },
      },
    });
    const becomes = (state: string): Promise<string> =>
      until(`it is ${state}`, 30, async () => {
        const now = await health();
        return now?.health === state ? now.lastError : undefined;
      });
    t.equal(await becomes('up'), '');
    t.match(await query('apiserver_endpoint_up'), [{ labels: { target: 'prod' }, value: 0 }]);

    setPassword('another');
    t.match(await becomes('down'), '401');
    setPassword('secret');
    await becomes('up');
    await issueServer('second');
    await exporter.logged(/(web configuration reloaded[^]*){3}/);
    const before = Date.now() / 1000;
    await until('it is scraped with the new certificate', 30, async () => {
      const [scraped] = await query('timestamp(up == 1)');
      return (scraped?.value ?? 0) > before ? true : undefined;
    });
    t.notMatch(exporter.log(), 'not reloaded');
  },
);
