import t from 'tap';
import { judgeAnswer } from '../../src/kube/api-answer.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { accessTo } from './simulated-api.js';

const judge = (status: number, body: string, change: Partial<ClusterAccess> = {}, token?: string) =>
  judgeAnswer(
    { ok: true, status, body: Buffer.from(body) },
    { access: accessTo(6443, change), token, verifiedAs: '127.0.0.1' },
  );

const failure = (status: number, body: unknown, change: Partial<ClusterAccess> = {}, token?: string) => {
  const answer = judge(status, typeof body === 'string' ? body : JSON.stringify(body), change, token);
  return answer.ok ? undefined : `${answer.failure.kind}: ${answer.failure.message}`;
};

void t.test('2xx with JSON is an answer', (t) => {
  t.same(judge(200, '{"a":[1]}'), { ok: true, json: { a: [1] }, verifiedAs: '127.0.0.1' });
  t.same(judge(201, 'null'), { ok: true, json: null, verifiedAs: '127.0.0.1' });
  t.equal(failure(200, '<html>'), 'malformed: https://127.0.0.1:6443: the answer is not JSON');
  t.equal(failure(200, ''), 'malformed: https://127.0.0.1:6443: the answer is not JSON');
  t.end();
});

void t.test('an answer with more values than any API server gives is not parsed', (t) => {
  const many = `[${'{},'.repeat(1_000_000)}{}]`;
  t.equal(failure(200, many), 'too_large: https://127.0.0.1:6443: the answer has more values than the limit');
  t.equal(failure(500, many), 'status: https://127.0.0.1:6443: status 500');
  t.end();
});

void t.test('any other status is a failure with what the server says', (t) => {
  const message = 'services "kubernetes" is forbidden:\n\u001b[31mUser';
  t.equal(failure(401, {}), 'unauthorized: https://127.0.0.1:6443: status 401');
  t.equal(
    failure(403, { kind: 'Status', message }),
    'forbidden: https://127.0.0.1:6443: status 403: services "kubernetes" is forbidden: [31mUser',
  );
  t.equal(failure(404, '404 page not found\n'), 'not_found: https://127.0.0.1:6443: status 404');
  t.equal(failure(302, ''), 'redirect: https://127.0.0.1:6443: status 302');
  t.equal(failure(500, { message: 7 }), 'status: https://127.0.0.1:6443: status 500');
  t.equal(failure(199, ''), 'status: https://127.0.0.1:6443: status 199');
  t.end();
});

void t.test('a token that the server repeats is not shown', (t) => {
  const said = failure(401, { message: 'who is "s3cret"?' }, {}, 's3cret');
  t.equal(said, 'unauthorized: https://127.0.0.1:6443: status 401: who is "[redacted]"?');
  t.end();
});

void t.test('the failure says why no credential was sent', (t) => {
  t.equal(
    failure(403, {}, { insecure: true }),
    'forbidden: https://127.0.0.1:6443: status 403; no credential was sent, since insecure-skip-tls-verify is set',
  );
  const unsupported = [{ file: '/k', line: 3, column: 7, path: 'users[0].user.exec', message: 'no plugins' }];
  t.equal(
    failure(401, {}, { unsupported }),
    'unauthorized: https://127.0.0.1:6443: status 401; no credential was sent: /k:3:7: users[0].user.exec: no plugins',
  );
  t.equal(failure(500, {}, { insecure: true, unsupported }), 'status: https://127.0.0.1:6443: status 500');
  t.end();
});

void t.test('no answer at all', (t) => {
  const circumstances = { access: accessTo(6443), token: undefined, verifiedAs: undefined };
  t.same(judgeAnswer({ ok: true, status: 200, body: undefined }, circumstances), {
    ok: false,
    failure: {
      kind: 'too_large',
      message: 'https://127.0.0.1:6443: the answer is larger than the limit',
      code: undefined,
    },
  });
  t.end();
});
