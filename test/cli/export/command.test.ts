import t from 'tap';
import { runProgram } from '../run-program.js';

const bases = { runbooks: undefined, grafana: undefined };

void t.test('each kind has its folder and its links', async (t) => {
  const wanted = { folder: 'out', bases, force: false };
  for (const kind of ['rules', 'dashboards', 'runbooks', 'chart'])
    t.same((await runProgram('export', kind, 'out')).ran, ['exportFiles', { kind, ...wanted }]);
  const urls = ['--runbook-url', 'https://r.example.com/x/', '--grafana-url=http://g.example.com:3000'];
  t.same((await runProgram('export', 'rules', 'out', ...urls, '--force')).ran, [
    'exportFiles',
    {
      kind: 'rules',
      folder: 'out',
      bases: { runbooks: 'https://r.example.com/x', grafana: 'http://g.example.com:3000' },
      force: true,
    },
  ]);
});

const refused: Readonly<Record<string, string>> = {
  'export rules': "missing required argument 'dir'",
  'export rules a b': 'too many arguments',
  'export alerts a': "unknown command 'alerts'",
  'export rules a --grafana-url grafana.example.com': 'Expected a URL such as https://example.com/path',
  'export rules a --runbook-url https://example.com/?page=': 'without user, query, fragment',
  'export dashboards a --grafana-url https://example.com': "unknown option '--grafana-url'",
  'export runbooks a --runbook-url https://example.com': "unknown option '--runbook-url'",
};

for (const [line, message] of Object.entries(refused))
  void t.test(`refused: ${line}`, async (t) => {
    const { ran, codes, error } = await runProgram(...line.split(' '));
    t.same([ran, codes], [[], [1]]);
    t.match(error, message);
  });
