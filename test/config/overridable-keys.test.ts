import t from 'tap';
import * as v from 'valibot';
import { noteOf } from '../../src/config/key.js';
import { type OverridableKey, overridableInProbe, overridableInTarget } from '../../src/config/overridable-keys.js';
import { targetConfigWith } from './config-fixture.js';

/** Two values of each key that is no flag. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  timeout: ['1s', '2s'],
  addressFamily: ['ipv4', 'ipv6'],
  proxy: ['http://proxy', 'environment'],
  discoveryAllow: [['127.0.0.0/8'], []],
  keepRemoved: ['0s', '2d'],
};

for (const key of Object.keys(overridableInProbe) as OverridableKey[]) {
  void t.test(`probe.${key} is that of each target, unless the target has its own`, async (t) => {
    const ofDefault = v.getDefault(overridableInProbe[key]);
    const [one, other] = typeof ofDefault === 'boolean' ? [!ofDefault, ofDefault] : (values[key] ?? []);
    const parsed = (value: unknown) => JSON.stringify(v.parse(overridableInTarget[key], value));
    const valueOf = async (...keys: Parameters<typeof targetConfigWith>) =>
      JSON.stringify((await targetConfigWith(...keys))[key]);
    t.equal(await valueOf({}), parsed(ofDefault), 'the default');
    t.equal(await valueOf({}, { [key]: one }), parsed(one), 'of probe');
    t.equal(await valueOf({ [key]: other }, { [key]: one }), parsed(other), 'of the target');
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
