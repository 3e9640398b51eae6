import fc from 'fast-check';
import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { parseKubeconfigs } from '../../src/kube/kubeconfig.js';

/** Returns files /0, /1, … with these texts. */
function parse(texts: readonly string[], context?: string) {
  return parseKubeconfigs(
    texts.map((text, index) => ({ path: `/${index}`, bytes: Buffer.from(text) })),
    context,
  );
}

const problems = (texts: readonly string[], context?: string) => {
  const result = parse(texts, context);
  return result.ok ? [] : result.problems.map(formatProblem);
};

const one = `
current-context: prod
contexts:
- {name: prod, context: {cluster: c, user: red, namespace: kube-system}}
- {name: anonymous, context: {cluster: c}}
- {name: lost, context: {cluster: gone, user: gone}}
- {name: empty, context: {}}
clusters:
- {name: c, cluster: {server: "https://one:1"}}
users:
- {name: red, user: {token: s3cret}}
`;

void t.test('the current context, or the one that is named', (t) => {
  t.match(parse([one]), {
    ok: true,
    access: { name: 'prod', server: { host: { text: 'one' }, port: 1 }, token: { kind: 'inline' } },
  });
  t.match(parse([one], 'anonymous'), { ok: true, access: { name: 'anonymous', token: undefined, unsupported: [] } });
  t.end();
});

void t.test('what has no name is used where none is named, as kubectl does', (t) => {
  const nameless = `
contexts: [{context: {}}]
clusters: [{cluster: {server: "https://one:1"}}]
users: [{user: {token: s3cret}}]
`;
  t.match(parse([nameless]), {
    ok: true,
    access: { name: '', server: { host: { text: 'one' } }, token: { kind: 'inline' } },
  });
  t.match(parse([`${nameless}\ncurrent-context: x`]), { ok: false });
  t.end();
});

void t.test('several files, as kubectl merges them', (t) => {
  // Compared with kubectl config view --raw for the same two files: an entry is never combined from two.
  const other = `
current-context: blue
contexts: [{name: blue, context: {cluster: c, user: red}}, {name: prod, context: {cluster: d, user: red}}]
clusters: [{name: c, cluster: {server: "https://two:2", tls-server-name: two}}, {name: d, cluster: {server: "https://d"}}]
users: [{name: red, user: {token: other, tokenFile: f}}]
`;
  const first = parse([one, '', other], 'blue');
  t.match(first, { access: { server: { host: { text: 'one' } }, serverName: undefined, token: { kind: 'inline' } } });
  const second = parse([other, one]);
  t.match(second, { access: { name: 'blue', serverName: { text: 'two' }, token: { kind: 'file', path: '/f' } } });
  t.match(parse(['current-context: ""', one]), { access: { name: 'prod' } });
  t.match(parse(['current-context: lost', one], 'prod'), { access: { name: 'prod' } });
  t.end();
});

void t.test('a context that cannot be used', (t) => {
  t.same(problems([one], 'nope'), [
    '/0: there is no context "nope", expected one of "prod", "anonymous", "lost", "empty"',
  ]);
  t.same(problems([one.replace('current', 'no')]), [
    '/0: current-context: no context is chosen: expected a current-context, or the choice of one of "prod", "anonymous", "lost", "empty"',
  ]);
  t.same(problems(['current-context: x', '']), [
    '/0:/1: current-context: there is no context "x", expected a context, but the file has none',
  ]);
  const many = `contexts: [${Array.from({ length: 12 }, (_, at) => `{name: c${at}}`).join()}]`;
  t.match(problems([many])[0], /"c9" or 2 more$/);
  t.same(problems([one], 'lost'), [
    '/0:6:35: contexts[2].context.cluster: context "lost" names the cluster "gone", which does not exist',
    '/0:6:47: contexts[2].context.user: context "lost" names the user "gone", which does not exist',
  ]);
  t.same(problems([one], 'empty'), ['/0:7:26: contexts[3].context.cluster: context "empty" names no cluster']);
  t.same(problems([]), [
    'current-context: no context is chosen: expected a current-context, or the choice of a context, but the file has none',
  ]);
  t.end();
});

void t.test('all problems are reported at once', (t) => {
  t.same(problems(['users: {}', one, 'kind: Pod']), [
    '/0:1:8: users: found a mapping, expected a list of at most 10000 entries',
    '/2:1:7: kind: found Pod, expected Config',
  ]);
  const broken = one.replace('https://one:1', 'http://one').replace('token: s3cret', 'client-certificate: x');
  t.same(
    problems([broken]).map((text) => text.replace(/: (?:found |user ").*/, '')),
    ['/0:9:31: clusters[0].cluster.server: context "prod"', '/0:11:21: users[0].user.client-key: context "prod"'],
  );
  t.end();
});

void t.test('no bytes make it throw', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 3 }),
      fc.option(fc.string()),
      (files, name) => {
        const result = parseKubeconfigs(
          files.map((bytes, at) => ({ path: `/${at}`, bytes })),
          name ?? undefined,
        );
        return result.ok || result.problems.length > 0;
      },
    ),
  );
  t.end();
});

void t.test('no kubeconfig makes it throw, or show a secret in a problem', (t) => {
  const secret = 'ZmFjdDpzM2NyZXQ';
  const anything = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(secret, `${secret}=`, `https://u:${secret}@h`, 'https://h:1', 'a', '', null),
    },
    fc.integer(),
    fc.boolean(),
    fc.constant({ [secret]: secret }),
    fc.constant([secret]),
  );
  const fields = (...names: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] });
  const list = (kind: string, inner: fc.Arbitrary<unknown>) =>
    fc.array(fc.record({ name: fc.constantFrom('a', 'b', null), [kind]: fc.oneof(inner, anything) }), { maxLength: 3 });
  const certificates = (name: string) => [name, `${name}-data`];
  const kubeconfig = fc.record({
    'current-context': fc.constantFrom('a', 'b', null),
    contexts: list('context', fc.constant({ cluster: 'a', user: 'a' })),
    clusters: list(
      'cluster',
      fields('server', 'insecure-skip-tls-verify', 'proxy-url', ...certificates('certificate-authority')),
    ),
    users: list(
      'user',
      fields(
        'token',
        'tokenFile',
        'username',
        'password',
        'exec',
        ...certificates('client-key'),
        ...certificates('client-certificate'),
      ),
    ),
  });
  fc.assert(
    fc.property(kubeconfig, (value) => {
      const result = parse([JSON.stringify(value)]);
      const reported = result.ok ? result.access.unsupported : result.problems;
      return reported.every((problem) => !JSON.stringify(problem).includes(secret));
    }),
    { numRuns: 300 },
  );
  t.end();
});
