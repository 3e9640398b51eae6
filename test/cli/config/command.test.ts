import t from 'tap';
import { runProgram as run } from '../run-program.js';

void t.test('config check', async (t) => {
  const table: readonly (readonly [argv: readonly string[], config: string | undefined, web: string | undefined])[] = [
    [[], 'exporter.yml', undefined],
    [['--config.file=a.yml'], 'a.yml', undefined],
    [['--web.config.file=web.yml'], undefined, 'web.yml'],
    [['--config.file', 'a.yml', '--web.config.file', 'web.yml'], 'a.yml', 'web.yml'],
  ];
  for (const [argv, configFile, webConfigFile] of table) {
    const { ran, codes } = await run('config', 'check', ...argv);
    t.same(ran, ['configCheck', { configFile, webConfigFile }]);
    t.same(codes, [7]);
  }
});
