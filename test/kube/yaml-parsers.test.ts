import { monitorEventLoopDelay } from 'node:perf_hooks';
import t from 'tap';
import { createOwnThread } from '../../src/process/own-thread.js';
import { type YamlAnswer, type YamlKind, yamlReaders } from '../../src/kube/yaml-readers.js';
import { createYamlParsers } from '../../src/kube/yaml-parsers.js';
import type { YamlRequest } from '../../src/kube/yaml-worker.js';
import { fleetKubeconfig } from './fleet-kubeconfig.js';

/** Counts what is parsed here, and what in a thread. */
function counting(answer?: ReturnType<typeof yamlReaders.contents>) {
  const parsed: string[] = [];
  const readers = {
    ...yamlReaders,
    contents: (...given: Parameters<typeof yamlReaders.contents>) => {
      const contents = yamlReaders.contents(...given);
      parsed.push('here');
      return contents;
    },
  };
  const ask = ({ kind }: YamlRequest) => {
    parsed.push(kind);
    return Promise.resolve(answer);
  };
  return { parsed, parsers: createYamlParsers(readers, { ask, close: () => Promise.resolve() }) };
}

const small = Buffer.from('users: [{name: a}]');
const large = Buffer.from(fleetKubeconfig(20));

void t.test('small texts are parsed here, and large ones in a thread, each once', async (t) => {
  const { parsers, parsed } = counting(yamlReaders.contents(large));
  for (let time = 0; time < 3; time += 1) {
    t.match(await parsers.contents(Buffer.from(small)), { users: [{ name: 'a' }] });
    t.match(await parsers.contents(Buffer.from(large)), { currentContext: 'c0' });
  }
  t.same(parsed, ['here', 'contents']);
});

void t.test('a small text that makes much work is parsed in a thread', async (t) => {
  const { parsers, parsed } = counting(yamlReaders.contents(small));
  await parsers.contents(Buffer.from('users: [{name: &a a, user: {token: *a}}]'));
  t.same(parsed, ['contents'], 'aliases');
  await parsers.contents(Buffer.from(`users:\n- {name: a, user: {\ntoken: b\n}}\n${'# comment\n'.repeat(2_000)}`));
  t.same(parsed, ['contents', 'contents'], 'a text that has to be read again');
});

void t.test('a text that cannot be read in time is tried again', async (t) => {
  const { parsers, parsed } = counting();
  for (let time = 0; time < 2; time += 1)
    t.match(await parsers.contents(large), { ok: false, problems: [{ message: /time and memory/ }] });
  t.same(await parsers.embedded(large), []);
  t.same(await parsers.named(large), []);
  t.same(parsed, ['contents', 'contents', 'embedded', 'named']);
});

/** Texts that are large, wide, deep or broken: none may hold the loop. */
const hostile: Readonly<Record<string, string>> = {
  fleet: fleetKubeconfig(250, 1_600),
  'doubled names': `users: [${'{name: a}, '.repeat(60_000)}]`,
  'many values': `users: [${'{},'.repeat(1_300_000)}]`,
  'most values': `preferences: [${'{},'.repeat(66_000)}]`,
  deep: '['.repeat(60_000),
  'unknown keys': Array.from({ length: 60_000 }, (_, index) => `k${index}: 1\n`).join(''),
  'users of one letter': `users: [${Array.from({ length: 9_999 }, (_, index) => `{name: u${index}, user: {token: t}}`).join()}]`,
  lines: `users: [\n${'{name: a},\n'.repeat(15_000)}]`,
  aliases: `a: &a [${'x,'.repeat(900)}]\nb: [${'*a,'.repeat(430)}]\nusers: [{user: {as-groups: *a}}]`,
  blank: '\n'.repeat(190_000),
};

const script = new URL('../../src/kube/yaml-worker.js', import.meta.url);
const limits = { deadlineMs: 30_000, idleMs: 30_000, maxWaiting: 10, maxHeap: 256 };

/** Milliseconds for which the loop was held at most while these bytes were read in every way. */
async function held(bytes: Uint8Array): Promise<number> {
  const thread = createOwnThread<YamlRequest, YamlAnswer<YamlKind>>(() => script, limits);
  const parsers = createYamlParsers(yamlReaders, thread);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const ticking = setInterval(() => undefined, 1);
  delay.enable();
  await Promise.all([parsers.contents(bytes), parsers.embedded(bytes), parsers.named(bytes)]);
  delay.disable();
  clearInterval(ticking);
  await thread.close();
  return delay.max / 1e6;
}

void t.test('whatever a file has, the loop is not held', async (t) => {
  for (const [kind, text] of Object.entries(hostile)) {
    const bytes = Buffer.from(text);
    // A busy machine holds it as well, but hardly each time.
    let least = Infinity;
    for (let time = 0; time < 10 && least > 50; time += 1) least = Math.min(least, await held(bytes));
    t.ok(least <= 80, `${kind}: held for ${Math.round(least)} ms`);
  }
});
