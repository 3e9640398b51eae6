import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { startTlsServer } from '../fixtures/tls-server.js';
import { serveExporter } from './exporter.js';
import { replaceFile } from './replace-file.js';
import { until } from './until.js';

const old = await createAuthority({ commonName: 'kubernetes' });
const next = await createAuthority({ commonName: 'kubernetes' });
const issue = (authority: typeof old) =>
  authority.issue({ commonName: 'kube-apiserver', dnsNames: ['kubernetes'], ipAddresses: ['127.0.0.1'] });
const [byOld, byNext] = [await issue(old), await issue(next)];

/** The log says when another content counts. A file that has lost certificates has to rest for two seconds. */
const patience = 20;

/** A server under the old CA, and an exporter that has the CA in this file of the folder. */
async function serving(t: Test, folder: string, file: string) {
  const server = await startTlsServer(t, byOld.identity);
  const base = { names: ['kubernetes'], http: false, loopback: false };
  const { url, log } = await serveExporter(t, folder, {
    targets: [
      { name: 'prod', addresses: [`127.0.0.1:${server.port}`], ca: { file }, ...base },
      { name: 'same', addresses: [`127.0.0.1:${server.port}`], ca: { file: `./${file}` }, ...base },
      { name: 'inline', addresses: [`127.0.0.1:${server.port}`], ca: { pem: `${old.pem}\n${next.pem}` }, ...base },
    ],
  });
  const scrape = async (): Promise<string> => (await fetch(`${url}/metrics`)).text();
  const trusted = async (): Promise<readonly string[]> =>
    [...(await scrape()).matchAll(/^apiserver_endpoint_certificate_trusted\{target="(?:prod|same)".*\} (\d)$/gm)].map(
      ([, value = '']) => value,
    );
  const logged = (pattern: RegExp): number => log().match(new RegExp(pattern, 'g'))?.length ?? 0;
  return { server, url, scrape, trusted, logged };
}

void t.test(
  'a rotation without a reload: the file is added to, the server follows, the old CA is dropped',
  async (t) => {
    const folder = t.testdir({ 'ca.crt': old.pem });
    const file = join(folder, 'ca.crt');
    const { server, url, scrape, trusted, logged } = await serving(t, folder, 'ca.crt');
    t.same(await trusted(), ['1', '1']);
    t.match(await scrape(), `apiserver_target_ca_info{target="prod",source="file",path="${file}"} 1\n`);
    t.match(await scrape(), 'apiserver_target_ca_info{target="inline",source="inline",path=""} 1\n');
    server.replace(byNext.identity);
    t.same(await trusted(), ['0', '0'], 'the new CA is not in the file');
    const page = async () => (await fetch(`${url}/`)).text();
    t.match(await page(), `clients are taken to trust the CA in ${file}`);
    replaceFile(file, `${old.pem}\n${next.pem}`);
    t.same(await trusted(), ['1', '1'], 'at once');
    writeFileSync(file, next.pem);
    t.same(await trusted(), ['1', '1']);
    await until('the old CA is dropped', patience, async () => {
      await scrape();
      return logged(/CA file has changed/) === 2 ? true : undefined;
    });
    t.same(await trusted(), ['1', '1']);
    server.replace(byOld.identity);
    t.same(await trusted(), ['0', '0']);
    t.equal(logged(/CA file has changed/), 2, 'one line for each change, not for each target');
  },
);

void t.test('a volume of Kubernetes: the link ..data is swapped', async (t) => {
  const folder = t.testdir({ volume: { first: { 'ca.crt': old.pem } } });
  const at = (name: string): string => join(folder, 'volume', name);
  symlinkSync('first', at('..data'));
  symlinkSync('..data/ca.crt', at('ca.crt'));
  const { server, trusted } = await serving(t, folder, 'volume/ca.crt');
  server.replace(byNext.identity);
  t.same(await trusted(), ['0', '0']);
  mkdirSync(at('second'));
  writeFileSync(at('second/ca.crt'), `${old.pem}\n${next.pem}`);
  symlinkSync('second', at('..data_tmp'));
  renameSync(at('..data_tmp'), at('..data'));
  t.same(await trusted(), ['1', '1']);
});

void t.test('a file that cannot be used keeps the CA, and says so once', async (t) => {
  const folder = t.testdir({ 'ca.crt': old.pem });
  const file = join(folder, 'ca.crt');
  const { url, scrape, trusted, logged } = await serving(t, folder, 'ca.crt');
  const changes: readonly (readonly [problem: string, work: () => void])[] = [
    ['no certificate, neither PEM nor DER', () => writeFileSync(file, '')],
    ['it breaks off', () => writeFileSync(file, `${next.pem}\n${old.pem.slice(0, 200)}`)],
    ['no such file', () => unlinkSync(file)],
  ];
  for (const [problem, work] of changes) {
    work();
    t.same(await trusted(), ['1', '1'], problem);
    t.match(await scrape(), 'apiserver_target_ca_read_success{target="prod"} 0\n');
    t.equal(logged(new RegExp(`CA file cannot be used.*problem="?${problem}`)), 1);
  }
  t.match(await (await fetch(`${url}/`)).text(), 'as it was read before: no such file');
  t.match(await (await fetch(`${url}/probe?target=prod&debug=true`)).text(), `trust the CA in ${file}, as it was`);
  replaceFile(file, old.pem);
  t.same(await trusted(), ['1', '1']);
  t.match(await scrape(), 'apiserver_target_ca_read_success{target="prod"} 1\n');
  t.equal(logged(/CA file can be used again/), 1);
});
