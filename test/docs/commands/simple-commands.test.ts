import t from 'tap';
import { faultOfMark } from './marks.js';
import { argumentsOfOurs, inlineCommands } from './our-commands.js';
import { shellBlocks } from './shell-blocks.js';
import { simpleCommands } from './simple-commands.js';

const cases: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'a b  c # d': [['a', 'b', 'c']],
  '# a': [],
  'a \'b c\' "d $(e "f") g" h\\ i': [
    ['e', 'f'],
    ['a', 'b c', 'd $(…) g', 'h i'],
  ],
  'a | b && c || d; e &': [['a'], ['b'], ['c'], ['d'], ['e']],
  'a > file 2>&1 < in': [['a']],
  'a \\\n  --b': [['a', '--b']],
  'x=1 y=$(a b) c': [['a', 'b'], ['c']],
  'for x in 1 2; do a $x || break; done': [['a', '$x'], ['break']],
  'if ! a; then sudo b; fi': [['a'], ['b']],
  'cat << END\nno command\nEND\na': [['cat'], ['a']],
  "cat <<- 'END' > f\n\tno | command\n\tEND\na": [['cat'], ['a']],
  'a <(b c)': [['a'], ['b', 'c']],
};

for (const [script, expected] of Object.entries(cases))
  void t.test(JSON.stringify(script), (t) => {
    t.same(simpleCommands(script), expected);
    t.end();
  });

const page = `<!-- needs a cluster -->

    known a

\`\`\`console
$ known b |
    known c
output
\`\`\`

    no command
    known d

\`\`\`yaml
known: e
\`\`\`

<!-- run by package.json -->

\`\`\`bash
what f
\`\`\`
`;

void t.test('blocks, and what is said of them', (t) => {
  const blocks = (text: string) => shellBlocks('page.md', text, (program) => program === 'known');
  t.same(
    blocks(page).map(({ line, mark, commands }) => [line, mark, commands]),
    [
      [3, 'needs a cluster', [['known', 'a']]],
      [
        6,
        undefined,
        [
          ['known', 'b'],
          ['known', 'c'],
        ],
      ],
      [
        11,
        undefined,
        [
          ['no', 'command'],
          ['known', 'd'],
        ],
      ],
      [21, 'run by package.json', [['what', 'f']]],
    ],
  );
  t.same(
    blocks(`${page}\n<!-- commands: needs a cluster -->\n`).map(({ mark }) => mark),
    ['needs a cluster', 'needs a cluster', 'needs a cluster', 'run by package.json'],
  );
  t.end();
});

void t.test('marks', (t) => {
  t.equal(faultOfMark('needs a cluster'), undefined);
  t.equal(faultOfMark('run by package.json'), undefined);
  t.match(faultOfMark('needs luck'), /^no such mark: needs luck/);
  t.match(faultOfMark('run by nothing.ts'), /^there is no nothing\.ts/);
  t.end();
});

void t.test('commands of the program, by each road', (t) => {
  const of = (line: string) => argumentsOfOurs(simpleCommands(line)[0] ?? []);
  for (const [line, args] of [
    ['apiserver-cert-exporter check a', ['check', 'a']],
    ['sudo /usr/local/bin/apiserver-cert-exporter check', ['check']],
    ['kubectl apiserver-certs --context b', ['check', '--context', 'b']],
    ['npx -y apiserver-cert-exporter@0.1.0 inspect c', ['inspect', 'c']],
    ['kubectl get pods', undefined],
    ['npx tap', undefined],
  ] as const)
    t.same(of(line), args, line);
  t.same(
    inlineCommands('p.md', 'say `apiserver-cert-exporter check a` or `apiserver-cert-exporter check …`').map(
      ({ words }) => words,
    ),
    [['apiserver-cert-exporter', 'check', 'a']],
  );
  t.end();
});
