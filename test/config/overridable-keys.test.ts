import t from 'tap';
import * as v from 'valibot';
import { overridableKeys } from '../../src/config/overridable-keys.js';
import { targetConfigWith } from './config-fixture.js';

for (const key of Object.keys(overridableKeys) as (keyof typeof overridableKeys)[]) {
  void t.test(`probe.${key} is that of each target, unless the target has its own`, async (t) => {
    const { inProbe, inTarget } = overridableKeys[key];
    const ofDefault = v.getDefault(inProbe);
    const [one, other] = typeof ofDefault === 'boolean' ? [!ofDefault, ofDefault] : ['1s', '2s'];
    const parsed = (value: unknown) => v.parse(inTarget, value);
    t.equal((await targetConfigWith({}))[key], parsed(ofDefault), 'the default');
    t.equal((await targetConfigWith({}, { [key]: one }))[key], parsed(one), 'of probe');
    t.equal((await targetConfigWith({ [key]: other }, { [key]: one }))[key], parsed(other), 'of the target');
  });
}
