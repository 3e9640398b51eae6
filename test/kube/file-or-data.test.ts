import t from 'tap';
import { fileSource, readFileOrData } from '../../src/kube/file-or-data.js';
import type { Entry } from '../../src/kube/kubeconfig-file.js';

type Fields = { readonly 'client-key'?: string | null; readonly 'client-key-data'?: string | null };

const entry = (fields: Fields): Entry<Fields> => ({
  name: 'a',
  file: '/etc/kube/config',
  fields,
  origin: (field) => ({ file: '/etc/kube/config', path: field }),
});

function read(fields: Fields) {
  const complaints: string[] = [];
  const source = readFileOrData(entry(fields), 'client-key', (field, message) =>
    complaints.push(`${field}: ${message}`),
  );
  return source?.kind === 'inline' ? source.text.reveal() : (source?.path ?? complaints.join());
}

void t.test('a file, relative to the kubeconfig', (t) => {
  t.equal(read({ 'client-key': 'pki/a.key' }), '/etc/kube/pki/a.key');
  t.equal(read({ 'client-key': '/a.key', 'client-key-data': '' }), '/a.key');
  t.equal(fileSource(entry({}), 'tokenFile', '../token').origin.path, 'tokenFile');
  t.end();
});

void t.test('the contents in base64', (t) => {
  t.equal(read({ 'client-key-data': Buffer.from('PEM').toString('base64') }), 'PEM');
  t.equal(read({ 'client-key-data': 'UEVN\r\nUEVN\n', 'client-key': null }), 'PEMPEM', 'line ends do not count');
  t.equal(read({}), '');
  for (const data of ['UEV', 'not base64!', '-----BEGIN', 'UE=V', 'A'.repeat(1024 * 1024 + 4)]) {
    t.equal(read({ 'client-key-data': data }), 'client-key-data: found something else, expected base64 of PEM');
  }
  t.end();
});

void t.test('both at once are refused', (t) => {
  t.equal(
    read({ 'client-key': 'a.key', 'client-key-data': 'UEVN' }),
    'client-key-data: found both client-key and client-key-data, expected only one of the two',
  );
  t.end();
});
