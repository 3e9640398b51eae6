import t from 'tap';
import { skippedWithout } from '../integration/requires.js';
import { run } from '../integration/run.js';
import { chartFixtures, chartFolder, helm, template } from './chart.js';

/** Values files to try, by name: none, and each fixture. */
const tried: readonly (readonly [name: string, files: readonly string[]])[] = [
  ['no values', []],
  ...Object.entries(chartFixtures).map(([name, file]) => [name, [file]] as const),
];

t.setTimeout(270_000);

void t.test('helm lint finds nothing, whatever the values', skippedWithout('helm'), async (t) => {
  t.ok(tried.length > 8);
  const results = await Promise.all(
    tried.map(async ([name, files]) => {
      const { code, stdout, stderr } = await helm([
        'lint',
        '--strict',
        chartFolder,
        ...files.flatMap((file) => ['--values', file]),
      ]);
      return { name, code, said: /WARNING|ERROR/.test(stdout) ? stdout + stderr : '' };
    }),
  );
  t.same(
    results,
    tried.map(([name]) => ({ name, code: 0, said: '' })),
  );
});

interface Scored {
  readonly object_name: string;
  readonly checks: readonly {
    readonly check: { readonly id: string };
    /** 1: critical. */
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

/** What kube-score finds critical and the chart does on purpose. */
const reasons: Readonly<Record<string, string>> = {
  'CPU limit is not set':
    'a limit delays handshakes within a scrape, which would then look like API servers that are slow or time out',
  'Ephemeral Storage limit is not set':
    'the exporter writes nothing but log lines, which the kubelet rotates; with a limit, a node that keeps long logs evicts it',
  'Ephemeral Storage request is not set': 'as above',
  'ImagePullPolicy is not set to Always':
    'a tag is a version and never moves; with Always, no pod starts while the registry is away, as in an outage',
  'The container is running with a low user ID':
    'the user of the image; the pods mount nothing of a node that belongs to it, and nodeFiles may need root to read files of root',
  'The container running with a low group ID': 'as above',
};

void t.test(
  'kube-score finds nothing critical, apart from what has a reason',
  skippedWithout('helm', 'kube-score'),
  async (t) => {
    const found = await Promise.all(
      tried.map(async ([name, files]) => {
        const { stdout: manifests } = await template({ files });
        const { stdout } = await run(['kube-score', 'score', '--output-format', 'json', '-'], manifests);
        const scored = JSON.parse(stdout) as readonly Scored[];
        t.ok(scored.length > 2, name);
        return scored.flatMap((object) =>
          criticalsOf(object).map((summary) => [`${name}: ${object.object_name}`, summary]),
        );
      }),
    );
    t.same(
      found.flat().filter(([, summary = '']) => !(summary in reasons)),
      [],
    );
    t.same(new Set(found.flat().map(([, summary]) => summary)), new Set(Object.keys(reasons)), 'each reason is needed');
  },
);

/** What is critical in an object. The containers that a fixture adds do not count. */
function criticalsOf({ checks }: Scored): readonly string[] {
  const critical = checks.filter(({ grade, skipped }) => grade === 1 && !skipped);
  return critical.flatMap(({ check, comments }) =>
    (comments ?? [{ path: '', summary: check.id }])
      .filter(({ path }) => path === '' || path === 'exporter')
      .map(({ summary }) => summary),
  );
}
