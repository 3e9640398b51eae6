import fc from 'fast-check';
import t from 'tap';
import { amended } from '../../src/document/amended.js';
import { firstDocument } from '../../src/document/first-document.js';
import { found } from '../../src/document/found.js';
import { YamlFault } from '../../src/document/yaml.js';
import { isHalfWrittenPem, holdsKey, looksLikeKubeconfig } from '../../src/files/text-marks.js';
import { oneLine } from '../../src/kube/api-failure.js';
import { parseServerUrl } from '../../src/kube/server-url.js';
import { parseAddress } from '../../src/net/address.js';
import { parseNoProxy } from '../../src/net/no-proxy.js';
import { parseProxyUrl } from '../../src/net/proxy.js';
import { printable } from '../../src/text/printable.js';
import { acceptedFormat } from '../../src/web/accepted-format.js';
import { parseGoDuration } from '../../src/web-config/go-duration.js';
import { covers } from '../../src/x509/covers.js';
import { isDynamicListener } from '../../src/x509/dynamiclistener.js';
import { readMailbox } from '../../src/x509/go-mailbox.js';
import { goQuote } from '../../src/x509/go-text.js';
import { readGoUrl } from '../../src/x509/go-url.js';
import { parseHostName } from '../../src/x509/host-name.js';
import { readCertificates } from '../../src/x509/read-certificates.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

/** What reads text that a peer sends. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  acceptedFormat: (text) => acceptedFormat(text.slice(0, 16_384)),
  amended: (text) => amended(text, new YamlFault('', text.length, 'trailing')),
  covers: (text) => covers({ dnsNames: [text], ipAddresses: [] }, text),
  firstDocument,
  found: (text) => found(text, ['a']),
  goQuote,
  holdsKey,
  isDynamicListener: (text) => isDynamicListener({ subject: text, issuer: text }),
  isHalfWrittenPem,
  looksLikeKubeconfig,
  oneLine,
  parseAddress,
  parseGoDuration,
  parseHostName,
  parseNoProxy,
  parseProxyUrl,
  parseServerUrl,
  printable,
  readCertificates: (text) => readCertificates(Buffer.from(text, 'latin1')),
  readGoUrl,
  readMailbox,
};

const pieces =
  ' |\n|\r\n|a|A|0|.|-|:|/|//|@|%|%41|[|]|"|#| #|,|=|a.|a:|f:|-----|-----BEGIN A-----|---\n|!|\t|\x01|é|kind: |clusters:\n|1s'.split(
    '|',
  );

/** Many times the same few pieces, and an end that makes it nearly valid. */
const shape = fc.record({
  begin: fc.constantFrom('', 'a', 'https://', '-----BEGIN CERTIFICATE-----\n', '"'),
  part: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((some) => some.join('')),
  end: fc.constantFrom('', 'x', '\x02', '@', '\n'),
});

void t.test('text of any shape is read in linear time', (t) => {
  for (const [name, read] of Object.entries(readers))
    fc.assert(
      fc.property(shape, ({ begin, part, end }) => {
        const slow = tooMuchGrowth((count) => {
          const text = `${begin}${part.repeat(count)}${end}`;
          return () => read(text);
        }, 2500);
        if (slow !== undefined) throw new Error(`${name}: ${slow}`);
      }),
      { numRuns: 60 },
    );
  t.end();
});
