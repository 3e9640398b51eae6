import { homedir } from 'node:os';
import t from 'tap';
import { homeFolder } from '../../src/cli/home-folder.js';

void t.test('the home folder; without one, nothing', (t) => {
  t.equal(homeFolder(), homedir());
  const missing = (): never => {
    throw Object.assign(new Error('uv_os_homedir returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' });
  };
  t.equal(homeFolder(missing), '');
  t.end();
});
