import t from 'tap';
import type { HttpFailure } from '../../src/net/http-answer.js';
import { faultIn } from '../../src/probe/http-fault.js';

const answer = (status: number) => ({ ok: true, status, body: undefined }) as const;
const failed = (failure: HttpFailure) => faultIn({ ok: false, failure }, undefined);

void t.test('what an answer means', (t) => {
  t.equal(faultIn(answer(200), 'v1.36.1'), undefined);
  for (const status of [401, 403, 404]) t.equal(faultIn(answer(status), undefined), undefined);
  t.same(faultIn(answer(200), undefined), { reason: 'http_malformed' });
  t.same(faultIn(answer(429), undefined), { reason: 'overloaded', status: 429 });
  t.same(faultIn(answer(503), undefined), { reason: 'not_ready', status: 503 });
  t.same(faultIn(answer(502), undefined), { reason: 'http_status', status: 502 });
  t.end();
});

void t.test('why there is none', (t) => {
  t.same(failed({ kind: 'timeout' }), { reason: 'http_timeout' });
  t.same(failed({ kind: 'closed' }), { reason: 'closed' });
  t.same(failed({ kind: 'malformed', code: 'HPE_INVALID_CONSTANT' }), { reason: 'http_malformed' });
  const broken = (code: string) => failed({ kind: 'broken', error: Object.assign(new Error(), { code }) });
  t.same(broken('ECONNRESET'), { reason: 'reset' });
  t.same(broken('ERR_ODD'), { reason: 'http_malformed' });
  t.end();
});
