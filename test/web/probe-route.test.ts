import t from 'tap';
import type { ProbeRequest } from '../../src/scrape/probe-request.js';
import { appOf } from './app-fixture.js';

void t.test('a target, or one address of it', async (t) => {
  const asked: ProbeRequest[] = [];
  const { app } = await appOf(t, {
    probe: (request) => {
      asked.push(request);
      return Promise.resolve({ ok: false, because: 'unknown_target' });
    },
  });
  for (const query of ['target=prod', 'target=a%0d%0ab&address=10.0.0.1:6443']) await app.inject(`/probe?${query}`);
  t.same(asked, [
    { target: 'prod', address: undefined },
    { target: 'a\r\nb', address: '10.0.0.1:6443' },
  ]);
});

void t.test('metrics alone', async (t) => {
  const { app } = await appOf(t);
  const answer = await app.inject('/probe?target=prod');
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers['content-type'], 'text/plain');
  t.match(answer.body, /^text\n/);
});

void t.test('a description for people', async (t) => {
  const { app } = await appOf(t);
  const answer = await app.inject('/probe?target=prod&debug=true');
  t.match(answer.headers['content-type'], 'text/plain; charset=utf-8');
  t.match(answer.body, /^target prod\n(.*\n)+\ntext\n/, 'and then the metrics');
  t.match((await app.inject('/probe?target=prod&debug=false')).body, /^text\n/);
});

void t.test('targets and addresses that cannot be probed', async (t) => {
  const table = [
    ['unknown_target', 404],
    ['malformed_address', 400],
    ['not_allowed', 403],
    ['busy', 503],
  ] as const;
  for (const [because, status] of table) {
    const { app } = await appOf(t, { probe: () => Promise.resolve({ ok: false, because }) });
    const answer = await app.inject('/probe?target=prod&address=10.0.0.1');
    t.equal(answer.statusCode, status);
    t.equal(answer.headers['retry-after'], because === 'busy' ? '1' : undefined);
    t.match(answer.body, /^.+\n$/);
  }
});

void t.test('invalid queries', async (t) => {
  const { app } = await appOf(t);
  const queries = ['', `target=${'x'.repeat(600)}`, 'target=a&target=b', 'target=a&debug=maybe'];
  for (const query of queries) t.equal((await app.inject(`/probe?${query}`)).statusCode, 400, query.slice(0, 40));
});
