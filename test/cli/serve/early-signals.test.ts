import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { handleEarlySignals } from '../../../src/cli/serve/early-signals.js';

const path = fileURLToPath(new URL('../../../src/cli/serve/early-signals.js', import.meta.url));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  void t.test(`${signal} ends the process with 0, SIGHUP does not end it`, async (t) => {
    const code = `import { handleEarlySignals } from ${JSON.stringify(path)}; handleEarlySignals();
      process.stdout.write('up'); process.on('SIGHUP', () => process.stdout.write('still')); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGHUP');
    await once(child.stdout, 'data');
    child.kill(signal);
    t.same(await once(child, 'exit'), [0, null]);
  });
}

void t.test('the handlers are removed', (t) => {
  const counts = () => ['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => process.listenerCount(signal));
  const before = counts();
  const release = handleEarlySignals();
  t.same(
    counts(),
    before.map((count) => count + 1),
  );
  release();
  t.same(counts(), before);
  t.end();
});
