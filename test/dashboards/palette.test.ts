import t from 'tap';
import { palette, seriesColours } from '../../dashboards/appearance/palette.js';
import { colour, contrast, distance, sightNames } from './colour.js';

const states = [palette.ok, palette.warning, palette.critical] as const;
const white = colour('#FFFFFF');
const black = colour('#000000');

/** The text that Grafana writes in tiles and cells: packages/grafana-ui/src/utils/colors.ts, getTextColorForAlphaBackground. */
function textInTables(hex: string) {
  const [r, g, b] = colour(hex);
  const brightness = (r * 299 + g * 587 + b * 114) * (255 / 1000);
  return brightness > 180 ? colour('#202226') : colour('#F7F8FA');
}

/** And in state timelines: packages/grafana-data/src/themes/createColors.ts, getContrastText with its threshold of 3. */
function textInTimelines(hex: string) {
  return contrast(white, colour(hex)) >= 3 ? white : black;
}

/** The panels of Grafana's themes: createColors.ts, background.primary. */
const panels = { dark: colour('#181B1F'), light: white } as const;

void t.test('text on the colours of states has a contrast of 4.5, whichever colour Grafana chooses for it', (t) => {
  for (const hex of states) {
    t.ok(contrast(textInTables(hex), colour(hex)) >= 4.5, `${hex} in tables`);
    t.ok(contrast(textInTimelines(hex), colour(hex)) >= 4.5, `${hex} in timelines`);
  }
  t.ok(contrast(textInTables('#E69F00'), colour('#E69F00')) < 2.2, 'which an orange of half the brightness has not');
  t.end();
});

void t.test('lines have a contrast of 3 to the panels of both themes', (t) => {
  for (const [theme, panel] of Object.entries(panels)) {
    for (const hex of [...seriesColours, palette.information, palette.critical])
      t.ok(contrast(colour(hex), panel) >= 3, `${hex}, ${theme}`);
  }
  t.end();
});

void t.test('states and lines can be distinguished, also by people who are colour-blind', (t) => {
  for (const sight of sightNames) {
    for (const [a, b] of pairs(states)) t.ok(distance(colour(a), colour(b), sight) >= 30, `${a} ${b}, ${sight}`);
    for (const [a, b] of pairs(seriesColours)) t.ok(distance(colour(a), colour(b), sight) >= 15, `${a} ${b}, ${sight}`);
  }
  t.ok(distance(colour('#00B000'), colour('#B07000'), 'deutan') < 15, 'which a green and a brown are not');
  t.end();
});

function pairs(all: readonly string[]): readonly (readonly [string, string])[] {
  return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
}
