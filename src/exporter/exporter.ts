import type { Target } from '../discovery/target.js';
import type { OwnMetrics } from '../metrics/own-metrics.js';
import { type Format, type Rendered, render } from '../metrics/render.js';
import { deadlineIn } from '../probe/deadline.js';
import { type SweepWorld, sweep } from '../probe/sweep.js';

/** The targets that are probed on collection, and how they are. */
export interface Exporter {
  /** Looks at every target within so many seconds; Infinity leaves it to each endpoint's own timeout. */
  readonly collect: (seconds: number, format: Format) => Promise<Rendered>;
}

export function createExporter(targets: readonly Target[], world: SweepWorld, own: OwnMetrics): Exporter {
  return {
    collect: async (seconds, format) => {
      const begun = world.clock.monotonic();
      const reports = await sweep(targets, world, deadlineIn(seconds, world.clock));
      own.sweepEnded((world.clock.monotonic() - begun) / 1000, reports);
      return render(reports, [own.registry], format);
    },
  };
}
