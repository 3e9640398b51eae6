import fc from 'fast-check';
import t from 'tap';
import { readStartTime } from '../../src/probe/http-answers.js';
import { dateText, isoTime } from '../../src/text/time-text.js';
import { latestTime } from '../../src/x509/validity.js';

/** What comes before the pieces unless a test says otherwise. */
const proof = 'aggregator_discovery_aggregation_count_total 0\n';

async function read(chunks: readonly string[], status = 200, maxBytes?: number, before = proof) {
  let taken = 0;
  async function* body(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from(before));
    for (const chunk of chunks) {
      taken += 1;
      yield await Promise.resolve(Buffer.from(chunk));
    }
  }
  return { found: await readStartTime(maxBytes && maxBytes + before.length)(status, body()), taken };
}

const metrics = `# HELP process_open_fds Number of open file descriptors.
process_open_fds 11
# HELP process_start_time_seconds [ALPHA] Start time of the process since unix epoch in seconds.
# TYPE process_start_time_seconds gauge
process_start_time_seconds 1.65218029383e+09
process_virtual_memory_bytes 1.3e+09
`;

void t.test('found wherever the chunks are cut', async (t) => {
  t.same(await read([metrics]), { found: 1652180293.83, taken: 1 });
  t.same(await read(metrics.split(/(?=.)/s)), { found: 1652180293.83, taken: metrics.length }, 'read to the end');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(metrics.length), { maxLength: 8 }), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), metrics.length];
      const chunks = at.slice(1).map((end, i) => metrics.slice(at[i], end));
      return (await read(chunks)).found === 1652180293.83;
    }),
  );
});

void t.test('taken only from what proves to be a kube-apiserver, wherever the proof is', async (t) => {
  const slis = 'kubernetes_healthcheck{name="autoregister-completion",type="livez"} 1\n';
  for (const sample of [proof, 'aggregator_unavailable_apiservice{name="v1."} 0\n', slis]) {
    for (const chunks of [
      [sample + metrics],
      [metrics + sample],
      (metrics + sample).split(/(?=.)/s),
      (sample + metrics).split(/(?=.)/s),
    ])
      t.equal((await read(chunks, 200, undefined, '')).found, 1652180293.83, sample);
  }
  const others = [
    '',
    '# HELP aggregator_unavailable_apiservice A gauge.\napiserver_audit_event_total 0\n',
    'kubernetes_build_info{} 1\nkubernetes_healthcheck{name="ping",type="livez"} 1\n',
    'http_requests_total{path="\\naggregator_x"} 1\n',
  ];
  for (const sample of others) t.equal((await read([sample + metrics], 200, undefined, '')).found, undefined, sample);
});

void t.test('a server may report any number: only times that can be shown are taken', async (t) => {
  for (const value of ['1e20', '1e300', '1e999', '253402300800', '1.2.3', 'e']) {
    t.equal((await read([`process_start_time_seconds ${value}\n`])).found, undefined, value);
  }
  t.equal((await read(['process_start_time_seconds 253402300799\n'])).found, latestTime);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.double({ min: 0 }).map(String), fc.stringMatching(/^[0-9.eE+]{1,40}$/)),
      async (value) => {
        const { found } = await read([`process_start_time_seconds ${value}\n`]);
        return found === undefined || (isoTime(found).length === 20 && dateText(found).length === 16);
      },
    ),
  );
});

void t.test('as the first line, with carriage return, and the first of several', async (t) => {
  t.equal((await read(['process_start_time_seconds 17\r\n'])).found, 17);
  t.equal((await read(['process_start_time_seconds 17\nprocess_start_time_seconds 18\n'])).found, 17);
});

void t.test(
  'a comment that is cut at the name is still a comment, and a bad value does not hide a good one',
  async (t) => {
    const padding = `${'a'.repeat(300)}\n`;
    const comment = '# HELP process_start_time_seconds 2\n';
    for (let at = 0; at <= comment.length; at++) {
      t.equal((await read([padding + comment.slice(0, at), `${comment.slice(at)}b 1\n`, padding])).found, undefined);
    }
    // The last 256 characters of the first piece begin at the name.
    const rest = 'b'.repeat(256 - 'process_start_time_seconds 2\n'.length);
    t.equal((await read([comment + rest, 'c 1\n'])).found, undefined);
    t.equal((await read(['process_start_time_seconds ..\nprocess_start_time_seconds 17\n'])).found, 17);
  },
);

void t.test('anything else is not a start time', async (t) => {
  for (const text of [
    '',
    '# process_start_time_seconds 17\n',
    'xprocess_start_time_seconds 17\n',
    'process_start_time_seconds{a="b"} 17\n',
    'process_start_time_seconds NaN\n',
    'process_start_time_seconds 1e999\n',
    'process_start_time_seconds ..\n',
    'process_start_time_seconds 17',
  ]) {
    t.equal((await read([text])).found, undefined, text);
  }
});

void t.test('the body of another status is read only to keep the connection', async (t) => {
  t.same(await read([metrics, metrics], 403), { found: undefined, taken: 2 });
});

void t.test('an endless body is abandoned', async (t) => {
  t.same(
    await read(
      Array.from({ length: 10 }, () => 'a'.repeat(10)),
      200,
      25,
    ),
    { found: undefined, taken: 3 },
  );
});
