import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import t from 'tap';
import { skippedWithout } from '../integration/requires.js';
import { type Job, jobsOf, readWorkflows, stepsOf } from './workflow.js';

const workflows = readWorkflows();
const jobs = jobsOf(workflows);
const steps = stepsOf(workflows);
const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};

void t.test('the usual workflows are there', (t) => {
  t.same(
    workflows.map(({ file }) => file),
    ['ci.yml', 'codeql.yml', 'release.yml', 'scorecard.yml'],
  );
  t.ok(steps.length > 30);
  t.end();
});

void t.test('actionlint finds nothing', skippedWithout('actionlint'), (t) => {
  const { status, stdout, stderr } = spawnSync('actionlint', { encoding: 'utf8' });
  t.equal(status, 0, `${stdout}${stderr}`);
  t.end();
});

void t.test('each action is pinned to a commit, with its version beside it, and to one commit only', (t) => {
  const commits = new Map<string, string>();
  for (const { file, text } of workflows) {
    const uses = [...text.matchAll(/^.*\buses: *(.+)$/gm)].map(([, what = '']) => what);
    t.ok(uses.length > 0, file);
    for (const what of uses.filter((what) => !what.startsWith('./'))) {
      const [, action = '', commit = ''] =
        /^([\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@([0-9a-f]{40}) # v\d+\.\d+\.\d+$/.exec(what) ?? [];
      t.ok(commit, `${file}: ${what}`);
      t.equal(commit, commits.get(action) ?? commit, action);
      commits.set(action, commit);
    }
  }
  t.ok(commits.size > 5);
  t.end();
});

void t.test('each container is pinned by digest, and is the one of the Dockerfile', (t) => {
  const containers = jobs.flatMap(([place, { container }]) => (container ? [[place, container.image] as const] : []));
  t.ok(containers.length > 0);
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  for (const [place, image] of containers) {
    t.match(image, /^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/, place);
    t.match(dockerfile, `FROM ${image}`, place);
  }
  t.end();
});

void t.test('git takes the checkout, which belongs to another user than that of the container', (t) => {
  const folder = t.testdir();
  // Nothing of the configuration of this machine counts.
  const bare = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_COUNT: '0' };
  const git = (command: string, env: Job['env']): number | null =>
    spawnSync('git', [command], { cwd: folder, env: { ...bare, ...env } }).status;
  t.equal(git('init', {}), 0);
  const foreign = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
  t.equal(git('status', foreign), 128, 'it refuses another user’s');
  for (const [place, { container, env }] of jobs)
    if (container) t.equal(git('status', { ...env, ...foreign }), 0, place);
  t.end();
});

/** What may write, and why. Everything else only reads. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'codeql.yml analyze': ['security-events'],
  'scorecard.yml analyze': ['security-events', 'id-token'],
  'release.yml registry': ['packages', 'id-token', 'attestations'],
  'release.yml npm': ['id-token'],
  'release.yml files': ['contents', 'id-token', 'attestations'],
};

void t.test('a token can do no more than its job needs', (t) => {
  for (const { file, permissions } of workflows) t.same(permissions, { contents: 'read' }, file);
  for (const [place, { permissions = {} }] of jobs) {
    const granted = Object.keys(permissions).filter((scope) => permissions[scope] !== 'read');
    t.same(granted.sort(), [...(writers[place] ?? [])].sort(), place);
    t.ok(
      Object.values(permissions).every((access) => ['read', 'write'].includes(access)),
      place,
    );
  }
  t.same(
    Object.keys(writers).filter((place) => !jobs.some(([each]) => each === place)),
    [],
  );
  t.end();
});

void t.test('a checkout leaves no token behind, and a job ends', (t) => {
  const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));
  t.ok(checkouts.length > 5);
  for (const [place, step] of checkouts) t.equal(step.with?.['persist-credentials'], false, place);
  for (const [place, job] of jobs) {
    if (job.uses !== undefined) continue;
    t.ok(job['timeout-minutes'], `${place}: timeout-minutes`);
    t.match(job['runs-on'], /^ubuntu-\d\d\.\d\d$/, place);
  }
  t.end();
});

/** A cache can be written by a job that is not trusted with a release: https://docs.zizmor.sh/audits/#cache-poisoning */
void t.test('what is released is made without a cache', (t) => {
  const makers = jobs.filter(
    ([place, { steps = [] }]) =>
      place.startsWith('release.yml ') || steps.some(({ uses }) => uses?.startsWith('actions/upload-artifact@')),
  );
  t.ok(makers.some(([place]) => place === 'ci.yml package'));
  for (const [place, { steps = [] }] of makers)
    for (const { uses = '', with: { cache } = {} } of steps)
      if (uses.startsWith('actions/setup-go@'))
        t.ok(cache === false || cache === "${{ github.ref_type != 'tag' }}", place);
      else if (uses.startsWith('actions/setup-node@'))
        t.ok(cache === undefined || cache === "${{ github.ref_type != 'tag' && 'npm' || '' }}", place);
  t.end();
});

void t.test('what is run is a script of the project, into which nothing is pasted', (t) => {
  const lines = steps.flatMap(([place, { run }]) => (run === undefined ? [] : [[place, run] as const]));
  t.ok(lines.length > 10);
  for (const [place, run] of lines) {
    t.notMatch(run, '${{', `${place}: an expression in a script is code of whoever wrote the value`);
    const [, file] = /^(\.ci\/[\w-]+)( |$)/.exec(run) ?? [];
    const [, script] = /^npm run (?:--silent )?([\w:-]+)/.exec(run) ?? [];
    if (file !== undefined) t.doesNotThrow(() => accessSync(file, constants.X_OK), `${place}: ${file}`);
    else if (script !== undefined) t.ok(scripts[script], `${place}: npm run ${script}`);
    else t.match(run, /^(npm ci|apt-get update -qq && apt-get install [\w -]+|cosign sign(-blob)? [^;|]+)$/, place);
  }
  t.end();
});

void t.test('the tests run on every Node that is supported, up to that of the image', (t) => {
  const { test } = workflows.find(({ file }) => file === 'ci.yml')?.jobs ?? {};
  const oldest = Number(/^>=(\d+)$/.exec(engines.node)?.[1]);
  const newest = Number(/^FROM node:(\d+)/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1]);
  const even = Array.from({ length: (newest - oldest) / 2 + 1 }, (_, at) => String(oldest + 2 * at));
  t.ok(even.length > 2);
  t.same(test?.strategy?.matrix['node'], even);
  t.end();
});
