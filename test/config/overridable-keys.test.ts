import t from 'tap';
import * as v from 'valibot';
import { noteOf } from '../../src/config/key.js';
import { type OverridableKey, overridableInProbe, overridableInTarget } from '../../src/config/overridable-keys.js';
import { targetConfigWith } from './config-fixture.js';

for (const key of Object.keys(overridableInProbe) as OverridableKey[]) {
  void t.test(`probe.${key} is that of each target, unless the target has its own`, async (t) => {
    const ofDefault = v.getDefault(overridableInProbe[key]);
    const [one, other] = typeof ofDefault === 'boolean' ? [!ofDefault, ofDefault] : ['1s', '2s'];
    const parsed = (value: unknown) => v.parse(overridableInTarget[key], value);
    t.equal((await targetConfigWith({}))[key], parsed(ofDefault), 'the default');
    t.equal((await targetConfigWith({}, { [key]: one }))[key], parsed(one), 'of probe');
    t.equal((await targetConfigWith({ [key]: other }, { [key]: one }))[key], parsed(other), 'of the target');
  });
}

void t.test('the note in a target names the key of probe', (t) => {
  t.match(noteOf(overridableInTarget.http), {
    meaning: /^The same as probe\.http/,
    example: 'true',
    otherwise: 'probe.http',
  });
  t.end();
});
