import t from 'tap';
import { widenThreadPool } from '../../src/cli/thread-pool.js';

void t.test('more threads, where it has an effect and nobody says how many', (t) => {
  const sized = (version: string, env: NodeJS.ProcessEnv = {}) => {
    widenThreadPool(env, version);
    return env['UV_THREADPOOL_SIZE'];
  };
  t.equal(sized('26.1.0'), '32');
  t.equal(sized('22.0.0'), '32');
  t.equal(sized('20.20.2'), undefined);
  t.equal(sized('26.1.0', { UV_THREADPOOL_SIZE: '8' }), '8');
  t.end();
});
