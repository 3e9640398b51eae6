import t from 'tap';
import { startCounted } from './counted-exporter.js';
import { exactFigures, mostCutOff, mostHeld, roughFigures, type WorkFigure } from './work-figures.js';

// A machine that has other things to do takes long, and counts the same.
t.setTimeout(600_000);

const table = 'in test/work/work-figures.ts';

/** Rough figures may be above their limit by this share. */
const above = 0.03;

void t.test('ten scrapes of a hundred endpoints do no more work than they need', async (t) => {
  const exporter = await startCounted(t, 100);
  const first = await exporter.scrape(1);
  // What is done once more at the second scrape is not counted.
  await exporter.scrape(1);
  const counted = await exporter.scrape(10);
  const line = ({ what, count, limit, why }: WorkFigure): string =>
    `${what}: ${count(first)} at first, then ${count(counted)}; limit ${limit} (${why})`;
  for (const figure of [...exactFigures, ...roughFigures]) t.comment(line(figure));
  for (const { count, what, atFirst = 1 } of [...exactFigures, ...roughFigures])
    t.ok(count(first) >= atFirst, `${what} are counted: at least ${atFirst} at the first scrape`);
  const check = ({ count, limit, what }: WorkFigure, share: number): void => {
    const found = count(counted);
    t.ok(
      found <= limit * (1 + share),
      `${what}: ${found} of at most ${limit}. If growth is meant, change the limit ${table}, and say why`,
    );
    if (found < limit * (1 - share))
      t.comment(`${what}: ${found} are less. Lower the limit ${table}, so that it finds growth`);
  };
  for (const figure of exactFigures) check(figure, 0);
  for (const figure of roughFigures) check(figure, above);
  const { handshakeErrors, connectionErrors } = counted.saw;
  const cutOff = handshakeErrors + connectionErrors;
  t.ok(cutOff <= mostCutOff, `the servers saw ${cutOff} connections cut off, which may be ${mostCutOff}`);
  t.ok(counted.held < mostHeld, `the heap has grown by ${counted.held} bytes, which may be ${mostHeld}`);
});
