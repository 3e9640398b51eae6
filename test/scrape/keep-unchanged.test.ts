import { rootCertificates } from 'node:tls';
import t from 'tap';
import { singleGroup } from '../../src/discovery/target-group.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import { keepUnchanged } from '../../src/scrape/keep-unchanged.js';
import { configWith } from '../config/config-fixture.js';
import { targetOf } from '../probe/endpoint-fixture.js';

const configured = async (targets: readonly object[]) => {
  const config = await configWith({ targets });
  return { config, groups: config.targets.map(({ name }) => singleGroup(fixedSource(targetOf({ name })))) };
};

void t.test('a CA file whose content is another at the reload is no other setting', async (t) => {
  const read = async (pem: string | undefined, file = 'ca.crt') => {
    const config = await configWith(
      { targets: [{ name: 'a', addresses: ['10.0.0.1'], ca: { file } }] },
      { [`/${file}`]: pem ?? '' },
    );
    return { config, groups: config.targets.map(({ name }) => singleGroup(fixedSource(targetOf({ name })))) };
  };
  const [before, after] = [await read(rootCertificates[0]), await read(rootCertificates[1])];
  t.same(keepUnchanged(before, after), before.groups);
  t.equal(keepUnchanged(before, after)[0], before.groups[0]);
  const other = await read(rootCertificates[0], 'other.crt');
  t.equal(keepUnchanged(before, other)[0], other.groups[0]);
});

void t.test('a target whose settings are the same keeps its source', async (t) => {
  const a = { name: 'a', addresses: ['10.0.0.1'] };
  const b = { name: 'b', addresses: ['10.0.0.2'] };
  const before = await configured([a, b, { name: 'gone', addresses: ['10.0.0.3'] }]);
  const after = await configured([{ ...b, names: ['b.example'] }, a, { name: 'new', addresses: ['10.0.0.1'] }]);
  const kept = keepUnchanged(before, after);
  t.same(
    kept.map(({ entry }) => entry.name),
    ['b', 'a', 'new'],
  );
  t.same(
    kept.map((group) => before.groups.includes(group)),
    [false, true, false],
  );
});
