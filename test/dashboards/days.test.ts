import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import t from 'tap';
import { hoursBelowADay } from '../../dashboards/appearance/days.js';

/** As Grafana does it (getValueMappingResult): the first range with the value, both ends included. */
function textOf(days: number): string | undefined {
  const found = hoursBelowADay.find(
    (mapping) =>
      mapping.type === MappingType.RangeToText &&
      days >= (mapping.options.from ?? Number.NaN) &&
      days <= (mapping.options.to ?? Number.NaN),
  );
  return found?.type === MappingType.RangeToText ? found.options.result.text : undefined;
}

void t.test('less than a day is in whole hours, rounded down, and a day or more is not', (t) => {
  for (const [hours, text] of [
    [0.5, '< 1 h'],
    [1.5, '1 h'],
    [23.9, '23 h'],
    [24.1, undefined],
    [800, undefined],
    [-0.5, '-1 h'],
    [-22.5, '-23 h'],
    [-23.5, undefined],
    [-30, undefined],
  ] as const)
    t.equal(textOf(hours / 24), text, `${hours} h`);
  t.end();
});

void t.test('no time of less than a day is between two ranges', (t) => {
  for (let minute = -23 * 60 + 1; minute < 24 * 60; minute++)
    if (textOf(minute / 1440) === undefined) t.fail(`${minute}`);
  t.pass('each has a text');
  t.end();
});
