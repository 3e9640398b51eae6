import t from 'tap';
import { runProgram as run } from '../run-program.js';

void t.test('serve is the default', async (t) => {
  const defaults = {
    configFile: undefined,
    listenAddress: ':10643',
    healthListenAddress: undefined,
    webConfigFile: undefined,
    telemetryPath: '/metrics',
    maxRequests: 40,
    enableLifecycle: false,
    logLevel: 'info',
    logFormat: 'logfmt',
  };
  for (const argv of [[], ['serve']]) {
    const { ran, codes } = await run(...argv);
    t.match(ran, ['serve', defaults]);
    t.same(codes, [7]);
  }
  t.match((await run('--config.file=a.yml')).ran, ['serve', { configFile: 'a.yml' }]);
});

void t.test('serve, with every option', async (t) => {
  const { ran } = await run(
    'serve',
    '--config.file=a.yml',
    '--web.listen-address',
    '127.0.0.1:0',
    '--web.health-listen-address=:0',
    '--web.config.file=web.yml',
    '--web.telemetry-path=/m',
    '--web.max-requests=0',
    '--web.enable-lifecycle',
    '--log.level=debug',
    '--log.format=json',
  );
  t.match(ran, [
    'serve',
    {
      configFile: 'a.yml',
      listenAddress: '127.0.0.1:0',
      healthListenAddress: ':0',
      webConfigFile: 'web.yml',
      telemetryPath: '/m',
      maxRequests: 0,
      enableLifecycle: true,
      logLevel: 'debug',
      logFormat: 'json',
    },
  ]);
});
