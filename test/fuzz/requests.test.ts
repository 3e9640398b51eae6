import type { TLSSocket } from 'node:tls';
import fc from 'fast-check';
import t from 'tap';
import { parseAddress } from '../../src/net/address.js';
import { probeRefusals } from '../../src/scrape/probe-request.js';
import { scrapeTimeout } from '../../src/web/metrics-routes.js';
import { report, target } from '../fixtures/report.js';
import { exporterOf } from '../scrape/exporter-fixture.js';
import { appOf, rendered } from '../web/app-fixture.js';

/** Text of any kind, and text that is nearly an address: decimal, octal and hexadecimal numbers, zones, user info, line ends, encodings. */
const piece = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    ...[
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '::1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '%25lo',
      '%lo',
    ],
    ...[
      'localhost',
      'example.com',
      'https://',
      'user:pass@',
      '@',
      ':',
      ':443',
      ':0',
      ':65536',
      '/',
      '?',
      '#',
      '\\',
      '.',
      ',',
      ' ',
    ],
    ...['\r\n', '\0', '%00', '%0d%0a', '..', '\u3002', '\uff11', '\u202e', 'xn--', '-', '_', '*'],
  ),
);
const address = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

void t.test(
  'X-Prometheus-Scrape-Timeout-Seconds: whatever it says, the time is positive and no more than it says',
  (t) => {
    const header = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.float().map((value) => value.toFixed(3)),
      fc.bigInt().map(String),
      fc.constantFrom(
        'NaN',
        'Infinity',
        '-Infinity',
        '1e9',
        '0x10',
        '1_0',
        '+1',
        ' 1',
        '1 ',
        '1,5',
        '٣',
        '',
        '0',
        '-0',
        '.5',
        '5.',
      ),
      fc.array(fc.string()),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(header, (header) => {
        const seconds = scrapeTimeout(header);
        return seconds > 0 && (seconds === Infinity || seconds < Number(header));
      }),
      { numRuns: 5000 },
    );
    t.end();
  },
);

void t.test('an address is refused, or one host and one port', (t) => {
  fc.assert(
    fc.property(address, (text) => {
      const parsed = parseAddress(text);
      if (parsed === undefined) return true;
      const { host, port } = parsed;
      const printable = /^[\w.:-]+$/.test(host.text) && host.text.length <= 253;
      return printable && Number.isInteger(port) && port >= 1 && port <= 65_535;
    }),
    { numRuns: 20_000 },
  );
  t.end();
});

void t.test('/probe: whatever target and address say, a documented answer, and nothing is dialled', async (t) => {
  let dialled = 0;
  const dial = (): TLSSocket => {
    dialled += 1;
    throw new Error('dialled');
  };
  const { exporter } = await exporterOf({ targets: [{ name: 'prod', addresses: ['203.0.113.1:6443'] }] }, { dial });
  const { app, errors } = await appOf(t, exporter);
  const query = fc.record({
    target: fc.oneof(fc.constant('prod'), address),
    address,
    debug: fc.option(piece, { nil: undefined }),
  });
  const refusals = new Set<string>(Object.values(probeRefusals).map((text) => `${text}\n`));
  await fc.assert(
    fc.asyncProperty(query, async (query) => {
      const asked = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
      const { statusCode, body } = await app.inject(`/probe?${new URLSearchParams(asked).toString()}`);
      if (query.target === 'prod' && parseAddress(query.address)?.host.text === '203.0.113.1') return true;
      return [400, 403, 404].includes(statusCode) && (statusCode === 400 || refusals.has(body));
    }),
    { numRuns: 1000 },
  );
  t.equal(dialled, 0);
  t.same(errors, []);
});

void t.test('any path and any header: no answer is a server error', async (t) => {
  const { app, errors } = await appOf(t, {
    probe: () => Promise.resolve({ ok: true, report: target(report()), rendered: rendered('text') }),
  });
  const path = fc.array(
    fc.oneof(piece, fc.constantFrom('/metrics', '/probe', '/sd', '/-/', 'reload', 'docs', '?target=')),
    { maxLength: 5 },
  );
  const header = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  await fc.assert(
    fc.asyncProperty(
      path,
      header,
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
      async (pieces, value, method) => {
        const url = `/${encodeURI(pieces.join('').toWellFormed()).replace(/[\r\n\0]/g, '')}`;
        const headers = {
          accept: value,
          authorization: value,
          'accept-encoding': value,
          'x-prometheus-scrape-timeout-seconds': value,
        };
        const { statusCode } = await app.inject({ url, method, headers });
        return statusCode < 500;
      },
    ),
    { numRuns: 1000 },
  );
  t.same(errors, []);
});
