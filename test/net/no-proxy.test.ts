import t from 'tap';
import { parseAddress } from '../../src/net/address.js';
import { parseNoProxy } from '../../src/net/no-proxy.js';

function bypasses(list: string, address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) throw new Error(address);
  return parseNoProxy(list)(parsed);
}

// test/integration/proxy-oracle.test.ts compares it with Go on random input.
void t.test('each form', (t) => {
  for (const [list, yes, no] of [
    ['', ['localhost', '127.0.0.1', '127.9.9.9', '[::1]'], ['localhost.localdomain', '128.0.0.1', '[::2]']],
    ['example.com', ['example.com', 'a.b.example.com'], ['badexample.com', 'example.org']],
    ['.example.com', ['a.example.com'], ['example.com']],
    ['*.example.com', ['a.example.com'], ['example.com']],
    [' EXAMPLE.com:443 , ,other', ['example.com:443', 'other'], ['example.com:6443']],
    ['10.0.0.1', ['10.0.0.1', '[::ffff:10.0.0.1]'], ['10.0.0.2', '10.0.0.1.example.com']],
    ['10.0.0.1:6443,[fd00::1]:6443', ['10.0.0.1', '[fd00:0::1]'], ['10.0.0.1:443', '[fd00::1]:443']],
    ['10.0.0.0/8,fd00::/16', ['10.9.9.9', '[fd00:1::]'], ['11.0.0.1', '[fd01::]']],
    ['::ffff:10.0.0.0/104', ['10.9.9.9'], ['11.0.0.1']],
    ['::/0', ['[fd00::1]'], ['10.0.0.1']],
    ['fd00::1', ['[fd00::1]'], ['[fd00::2]']],
    ['a,*,b', ['anything', '10.0.0.1'], []],
    [':443,[],.,*.', ['localhost:443'], ['a:443', 'b']],
    ['bücher/8', [], ['xn--bcher-kva']],
    ['bücher.example', ['xn--bcher-kva.example', 'a.xn--bcher-kva.example'], ['bcher.example']],
  ] as const) {
    for (const address of yes) t.equal(bypasses(list, address), true, `${list}: ${address}`);
    for (const address of no) t.equal(bypasses(list, address), false, `${list}: not ${address}`);
  }
  t.end();
});
