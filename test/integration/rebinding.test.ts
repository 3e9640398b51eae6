import t from 'tap';
import { requires } from './requires.js';
import { runWithResolver } from './run-with-resolver.js';

t.setTimeout(270_000);

void t.test('a DNS server that leads to this host and to a metadata service', requires('namespace'), (t) =>
  runWithResolver(t, {
    addresses: ['169.254.169.254', '10.225.4.51'],
    hosts: 'localhost hosts.test',
    options: 'timeout:1 attempts:1',
    script: new URL('./rebinding.inside.js', import.meta.url),
  }),
);
