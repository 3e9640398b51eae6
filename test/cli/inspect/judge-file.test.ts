import t from 'tap';
import { createAuthority } from '../../../demo/pki.js';
import { createJudge } from '../../../src/cli/inspect/judge-file.js';
import type { FileEntry } from '../../../src/files/file-certificates.js';
import { rootPool } from '../../../src/x509/go-certificate-pool.js';
import type { FindError } from '../../../src/x509/read-certificates.js';

const now = Math.floor(Date.now() / 1000);
const root = await createAuthority({ commonName: 'kubernetes' });
const middle = await root.issueAuthority({ commonName: 'middle', notAfter: now + 1000 });
const leaf = await middle.issue({ commonName: 'kube-apiserver', dnsNames: ['api.example.com'] });
const judge = createJudge(rootPool([root.der]), now);

const entries = (...ders: readonly Uint8Array[]): readonly FileEntry[] =>
  ders.map((der, at) => ({ position: at + 1, der }));
const fault = (position: number, reason: FindError['reason'], message: string): FileEntry => ({
  position,
  error: { reason, message },
});

void t.test('each name under which the chain is dialled', (t) => {
  const chain = entries(leaf.der, middle.der);
  t.match(judge(chain, ['API.example.com', '10.0.0.1', '']), {
    verdicts: [
      { name: 'API.example.com', verdict: { accepted: true, until: now + 1000 } },
      {
        name: '10.0.0.1',
        verdict: {
          accepted: false,
          reason: 'name',
          message: "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
        },
      },
      { name: '', verdict: { accepted: false, reason: 'name', message: /^tls: either ServerName/ } },
    ],
  });
  t.match(judge(chain, []), { verdicts: [{ name: null, verdict: { accepted: true } }] });
  t.end();
});

void t.test('the order and the moment matter', (t) => {
  const unknown = { verdict: { accepted: false, reason: 'unknown_authority' } };
  t.match(judge(entries(leaf.der), []), { verdicts: [unknown] }, 'no server sends less than the chain');
  t.match(judge(entries(middle.der, leaf.der), ['api.example.com']), { verdicts: [{ verdict: { reason: 'name' } }] });
  const later = createJudge(rootPool([root.der]), now + 1001);
  t.match(later(entries(leaf.der, middle.der), []), { verdicts: [{ verdict: { reason: 'expired' } }] });
  t.end();
});

void t.test('a certificate that Go cannot read is a refusal, wherever it is', (t) => {
  const malformed = {
    verdict: { reason: 'malformed', message: /^tls: failed to parse certificate from server: x509: / },
  };
  const cut = fault(3, 'certificate_malformed', 'cut off');
  t.match(judge([...entries(leaf.der, middle.der), cut], ['a']), { verdicts: [malformed] });
  t.match(judge(entries(Uint8Array.of(0x30, 0)), []), { verdicts: [malformed] });
  t.end();
});

void t.test('what is no chain is not judged', (t) => {
  const none = fault(1, 'no_certificate', 'none');
  t.equal(judge([none], ['a']), undefined);
  t.same(judge([...entries(leaf.der), fault(2, 'pem_malformed', 'broken base64')], []), {
    notJudged: 'certificate 2 cannot be read: broken base64',
  });
  const ofKubeconfig = { notJudged: 'no server sends the certificates of a kubeconfig' };
  t.same(judge([{ position: 1, entry: 'user admin', der: leaf.der }], []), ofKubeconfig);
  t.same(judge([{ ...none, entry: 'user admin' }], []), ofKubeconfig);
  t.end();
});
