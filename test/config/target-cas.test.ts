import { rootCertificates } from 'node:tls';
import t from 'tap';
import { readTargetCas } from '../../src/config/target-cas.js';
import { type Document, parseDocument, valueDocument } from '../../src/document/document.js';
import { formatProblem } from '../../src/document/problem.js';
import type { ReadFile } from '../../src/document/read-file.js';
import { filesReader } from './yaml-problems.js';

const [one = '', two = ''] = rootCertificates;

async function casOf(targets: unknown, read: ReadFile, documentOf: (value: unknown) => Document = valueDocument) {
  const reading = { file: '/etc/x/a.yml', folder: '/etc/x', read };
  const { cas, problems } = await readTargetCas(documentOf({ targets }), reading);
  return { cas, problems: problems.map(formatProblem) };
}

/** The document of a file with this value on one line, for the places of problems. */
function placedDocument(value: unknown): Document {
  const parsed = parseDocument(Buffer.from(JSON.stringify(value)), '/etc/x/a.yml');
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.document;
}

void t.test('each file is read once, and its targets share one object', async (t) => {
  const paths: string[] = [];
  const files = filesReader({ '/etc/x/one.crt': one, '/etc/two.crt': `${one}\n${two}` });
  const { cas, problems } = await casOf(
    [
      { ca: { file: 'one.crt' } },
      { ca: { file: '/etc/x/./one.crt' } },
      {},
      { ca: { file: '../two.crt' } },
      { ca: { pem: two } },
    ],
    (path, maxBytes) => {
      paths.push(`${path} ${maxBytes}`);
      return files(path, maxBytes);
    },
  );
  t.same(problems, []);
  t.same(paths, ['/etc/x/one.crt 1048576', '/etc/two.crt 1048576']);
  t.same(
    cas.map((each) => each?.certificates.length),
    [1, 1, undefined, 2, 1],
  );
  t.equal(cas[0], cas[1], 'the same object');
  t.same(
    cas.map((each) => each?.file),
    ['/etc/x/one.crt', '/etc/x/one.crt', undefined, '/etc/two.crt', undefined],
  );
});

void t.test('problems and their places', async (t) => {
  const files = filesReader({ '/etc/x/empty.crt': '', '/etc/x/good.crt': one });
  const read: ReadFile = (path, maxBytes) =>
    path.endsWith('huge.crt') ? Promise.resolve({ ok: false, failure: 'too_large' }) : files(path, maxBytes);
  const { cas, problems } = await casOf(
    [
      { ca: { file: 'missing.crt' } },
      { ca: { file: 'empty.crt' } },
      { ca: { file: 'missing.crt' } },
      { ca: { file: 'huge.crt' } },
      { ca: { pem: 'hunter2' } },
      { ca: { file: 5 } },
      { ca: { file: 'good.crt' } },
    ],
    read,
    placedDocument,
  );
  t.same(
    cas.map((each) => each !== undefined),
    [false, false, false, false, false, false, true],
  );
  t.same(problems, [
    '/etc/x/a.yml:1:27: targets[0].ca.file: "/etc/x/missing.crt": no such file',
    '/etc/x/a.yml:1:57: targets[1].ca.file: "/etc/x/empty.crt": no certificate, neither PEM nor DER',
    '/etc/x/a.yml:1:85: targets[2].ca.file: "/etc/x/missing.crt": no such file',
    '/etc/x/a.yml:1:115: targets[3].ca.file: "/etc/x/huge.crt": larger than 1048576 bytes',
    '/etc/x/a.yml:1:141: targets[4].ca.pem: no certificate, neither PEM nor DER',
  ]);
});

void t.test('values of another shape are ignored', async (t) => {
  const read = filesReader({ '/etc/x/good.crt': one });
  const good = { ca: { file: 'good.crt' } };
  const odd = [
    null,
    5,
    { ca: null },
    { ca: 'a' },
    { ca: { file: 'a', pem: 'b' } },
    { ca: { file: '' } },
    { ca: ['a'] },
  ];
  const { cas, problems } = await casOf([...odd, { ...good, name: 7, nonsense: true }], read);
  t.same(
    cas.map((each) => each?.certificates.length),
    [...odd.map(() => undefined), 1],
  );
  t.same(problems, []);
  for (const targets of [null, 'x', {}]) t.same(await casOf(targets, read), { cas: [], problems: [] });
});
