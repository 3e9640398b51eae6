import t from 'tap';
import { compose } from './compose.js';
import { requires } from './requires.js';
import { runWithResolver } from './run-with-resolver.js';

t.setTimeout(270_000);

const names = Object.entries(compose.services).flatMap(([name, { networks }]) => [
  name,
  ...(networks?.default.aliases ?? []),
]);

void t.test('the services of compose.yaml, in a network where they have their names', requires('namespace'), (t) =>
  runWithResolver(t, {
    addresses: [],
    hosts: `localhost ${names.join(' ')}`,
    options: 'timeout:1 attempts:1',
    script: new URL('./compose.inside.js', import.meta.url),
  }),
);
