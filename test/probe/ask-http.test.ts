import t from 'tap';
import { createSecret } from '../../src/net/secret.js';
import { askHttp, type KnownProcess } from '../../src/probe/ask-http.js';
import type { HttpPaths } from '../../src/probe/http-paths.js';
import { httpEvidence } from '../fixtures/report.js';

const login = { token: createSecret('letmein'), clientContext: undefined };
const unknown: KnownProcess = { hasVersion: false, facts: Promise.resolve({}) };
const knownAs = (gitVersion: string | undefined): KnownProcess => ({
  hasVersion: true,
  facts: Promise.resolve({ gitVersion }),
});

/** Answers each path with a status and a body. A path that is not listed has no answer. */
function pathsOf(pages: Readonly<Record<string, readonly [number, string]>>) {
  const kept: string[] = [];
  const asked: string[] = [];
  const paths: HttpPaths = {
    get: async (path, read, alsoKept = () => false) => {
      asked.push(path);
      const page = pages[path];
      if (page === undefined) return { ok: false, failure: { kind: 'timeout' } };
      const [status, text] = page;
      const body = await read(
        status,
        (async function* () {
          yield await Promise.resolve(Buffer.from(text));
        })(),
      );
      if (alsoKept(status, body)) kept.push(path);
      return { ok: true, status, body };
    },
    learned: () => ({ statuses: new Map(), clockSkew: undefined }),
    clockSkew: () => -7,
  };
  return { paths, kept, asked };
}

const version = [200, '{"gitVersion":"v1.36.1"}'] as const;
const livez = [200, '[+]ping ok\n'] as const;
const both = { '/version': version, '/livez?verbose': livez };
const seen = httpEvidence({ gitVersion: 'v1.36.1', health: [{ check: 'ping', healthy: true }], clockSkew: -7 });

void t.test('without a login, two questions', async (t) => {
  t.same(await askHttp(pathsOf(both).paths, undefined, unknown), {
    evidence: seen,
    fault: undefined,
    healthCut: false,
  });
});

void t.test('it ends with the first that has no answer', async (t) => {
  t.same(await askHttp(pathsOf({}).paths, undefined, unknown), {
    evidence: httpEvidence(),
    fault: { reason: 'http_timeout' },
    healthCut: false,
  });
  t.match(await askHttp(pathsOf({ '/version': version }).paths, login, unknown), {
    evidence: { gitVersion: 'v1.36.1', health: [] },
    fault: { reason: 'http_timeout' },
  });
});

void t.test('a page that has no start time need not be read again', async (t) => {
  const without = 'aggregator_a 0\n';
  for (const [status, body, kept] of [
    [200, without, true],
    [404, '', true],
    [429, '', false],
    [200, `${without}process_start_time_seconds 7\n`, false],
  ] as const) {
    const server = pathsOf({ ...both, '/metrics/slis': [status, body], '/metrics': [503, ''] });
    await askHttp(server.paths, login, unknown);
    t.same(server.kept, kept ? ['/metrics/slis'] : [], `${status} ${body}`);
  }
});

void t.test('a failing answer has checks', async (t) => {
  const failing = await askHttp(
    pathsOf({ ...both, '/livez?verbose': [500, '[-]etcd failed: x\n'] }).paths,
    undefined,
    unknown,
  );
  t.match(failing, { evidence: { health: [{ check: 'etcd', healthy: false }] }, fault: undefined });
  const broken = await askHttp(pathsOf({ ...both, '/livez?verbose': [500, 'oops'] }).paths, undefined, unknown);
  t.match(broken, { evidence: { health: [] }, fault: { reason: 'http_status', status: 500 } });
});

void t.test('a controller manager has health checks under /healthz alone', async (t) => {
  const manager = {
    '/version': [403, ''],
    '/livez?verbose': [404, '404 page not found'],
    '/healthz?verbose': [200, '[+]leaderElection ok\n'],
  } as const;
  const seenThere = { evidence: { health: [{ check: 'leaderElection', healthy: true }] }, fault: undefined };
  t.match(await askHttp(pathsOf(manager).paths, undefined, unknown), seenThere);
  const refused = { ...manager, '/healthz?verbose': [401, ''] } as const;
  t.match(await askHttp(pathsOf(refused).paths, undefined, unknown), { evidence: { health: [] }, fault: undefined });
});

void t.test('a process whose version is known is asked for its health alone', async (t) => {
  const server = pathsOf(both);
  t.same(await askHttp(server.paths, undefined, knownAs('v1.36.1')), {
    evidence: seen,
    fault: undefined,
    healthCut: false,
  });
  t.same(server.asked, ['/livez?verbose']);
  const failing = pathsOf({ '/livez?verbose': [500, '[-]etcd failed: x\n'] });
  t.match(await askHttp(failing.paths, undefined, knownAs('v1.36.1')), { evidence: { gitVersion: 'v1.36.1' } });
  t.same(failing.asked, ['/livez?verbose']);
});

void t.test('another process than the one that was known says its version', async (t) => {
  const server = pathsOf(both);
  t.same(await askHttp(server.paths, undefined, knownAs(undefined)), {
    evidence: seen,
    fault: undefined,
    healthCut: false,
  });
  t.same(server.asked, ['/livez?verbose', '/version']);
  const silent = pathsOf({ '/livez?verbose': livez });
  t.match(await askHttp(silent.paths, undefined, knownAs(undefined)), {
    evidence: { gitVersion: undefined, health: [{ check: 'ping' }] },
    fault: { reason: 'http_timeout' },
  });
});

void t.test('a process that gives no answer keeps its version', async (t) => {
  const server = pathsOf({ '/version': version });
  const fault = { reason: 'http_timeout' };
  t.match(await askHttp(server.paths, login, knownAs('v1.36.1')), { evidence: { gitVersion: 'v1.36.1' }, fault });
  t.match(await askHttp(server.paths, login, knownAs(undefined)), { evidence: { gitVersion: undefined }, fault });
  t.same(server.asked, ['/livez?verbose', '/livez?verbose']);
});

void t.test('a front that answers in place of the process is recognised', async (t) => {
  const page = '<html>sign in</html>';
  for (const [status, reason] of [
    [200, 'http_malformed'],
    [302, 'http_status'],
    [429, 'overloaded'],
    [502, 'http_status'],
    [503, 'not_ready'],
  ] as const) {
    const front = pathsOf({ '/version': [status, page], '/livez?verbose': [status, page] });
    const first = await askHttp(front.paths, undefined, unknown);
    t.match(first, { evidence: { gitVersion: undefined, health: [] }, fault: { reason } }, String(status));
    t.same(await askHttp(front.paths, undefined, knownAs('v1.36.1')), first);
  }
  const refusing = pathsOf({ '/version': version, '/livez?verbose': [403, '{}'] });
  t.match(await askHttp(refusing.paths, undefined, knownAs('v1.36.0')), {
    evidence: { gitVersion: 'v1.36.1' },
    fault: undefined,
  });
});
