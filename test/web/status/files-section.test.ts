import t from 'tap';
import { failed, type FileReport } from '../../../src/files/file-report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { filesSection } from '../../../src/web/status/files-section.js';
import { certificate, day, now, target } from '../../fixtures/report.js';

function file(path: string, ...ends: readonly number[]): FileReport {
  const certificates = ends.map((days, at) => ({
    label: String(at + 1),
    certificate: certificate({ subject: `CN=${path}-${at + 1}`, notAfter: now + days * day }),
  }));
  return { path, outcome: { state: 'read' }, certificates };
}

function rows(files: readonly FileReport[], serving: Parameters<typeof filesSection>[0]['serving'] = []) {
  return [...markupOf(filesSection({ files, serving }, now)).matchAll(/<tr>(<th scope="row">.*)<\/tr>/g)].map(
    ([, row = '']) => row.replaceAll(/<\/t[hd]>/g, '|').replaceAll(/<[^>]*>/g, ''),
  );
}

void t.test('no files, no section', (t) => {
  t.equal(markupOf(filesSection({ files: [], serving: [] }, now)), '');
  t.end();
});

void t.test('unreadable files first, then certificates by their end', (t) => {
  const broken: FileReport = { ...file('half', 200), outcome: failed('malformed') };
  const key: FileReport = { path: 'apiserver.key', outcome: { state: 'skipped', because: 'key' }, certificates: [] };
  const gone: FileReport = { path: 'gone<>', outcome: failed('missing', 'is not there'), certificates: [] };
  t.same(rows([file('bundle', 300, -1), key, broken, gone, file('soon', 3)]), [
    'half|holds something that cannot be decoded|',
    'gone&lt;&gt;|is not there|',
    'bundle|2CN=bundle-2|EXPIRED 1d 0h ago|2026-11-20 12:00 UTC|',
    'soon|1CN=soon-1|3d 0h left|2026-11-24 12:00 UTC|',
    'half|1CN=half-1|200d 0h left|2027-06-09 12:00 UTC|',
    'bundle|1CN=bundle-1|300d 0h left|2027-09-17 12:00 UTC|',
  ]);
  t.end();
});

void t.test('a file that the API server does not serve', (t) => {
  const about = { target: target().target, address: '10.225.4.51:6443' };
  const served = certificate();
  const held = certificate({ fingerprintSha256: 'cd'.repeat(32) });
  const [first, second] = rows(
    [file('a', 1), file('b', 2)],
    [
      { ...about, path: 'a', served, held },
      { ...about, path: 'b', served, held: served },
    ],
  );
  t.match(first, /^anot the served certificate\|/);
  t.match(second, /^b\|/);
  t.end();
});

void t.test('some of very many, and how many more', (t) => {
  const files = Array.from({ length: 350 }, (_, at) => file(`f${at}`, 100 + at));
  t.match(
    markupOf(filesSection({ files, serving: [] }, now)),
    /\d+ further certificates, ending later, not shown here/,
  );
  t.end();
});
