import t from 'tap';
import { nearest } from '../../src/document/nearest.js';

void t.test('the most likely word is found', (t) => {
  const words = ['name', 'addresses', 'names', 'ca', 'serverName', 'timeout'];
  const table: readonly [word: string, expected: string | undefined][] = [
    ['adresses', 'addresses'],
    ['address', 'addresses'],
    ['Names', 'names'],
    ['nam', 'name'],
    ['servername', 'serverName'],
    ['server_name', 'serverName'],
    ['time', undefined],
    ['cas', 'ca'],
    ['kubeconfig', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ];
  for (const [word, expected] of table) t.equal(nearest(word, words), expected, word.slice(0, 20));
  t.equal(nearest('a', []), undefined);
  t.end();
});
