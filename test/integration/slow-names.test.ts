import t from 'tap';
import { requires } from './requires.js';
import { runWithResolver } from './run-with-resolver.js';

t.setTimeout(270_000);

void t.test('a DNS server that answers after 20 seconds', requires('namespace'), (t) =>
  runWithResolver(t, {
    addresses: ['10.225.4.51'],
    hosts: 'localhost',
    options: 'timeout:30 attempts:1',
    script: new URL('./slow-names.inside.js', import.meta.url),
  }),
);
