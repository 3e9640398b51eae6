import { execFileSync } from 'node:child_process';
import t from 'tap';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

const needed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|THIRD-PARTY-LICENSES\.txt)$/,
  /^dist\/(bin|chunks\/[\w-]+|\w+\/\w+-worker)\.js(\.map)?$/,
  /^config\/[\w-]+\.(yml|awk)$/,
  /^dashboards\/[\w-]+\.json$/,
  /^docs\/[\w/.-]+\.(md|json)$/,
];

void t.test('the package has what users need, and nothing else', (t) => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as Packed[];
  const paths = packed?.files.map(({ path }) => path) ?? [];
  for (const pattern of needed.slice(0, 1).concat(needed.slice(2)))
    t.ok(
      paths.some((path) => pattern.test(path)),
      String(pattern),
    );
  t.same(
    paths.filter((path) => !needed.some((pattern) => pattern.test(path))),
    [],
  );
  t.end();
});
