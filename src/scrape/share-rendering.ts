import type { Format, Rendered } from '../metrics/render.js';
import type { Observation } from './observe.js';

export type RenderObservation = (observation: Observation, format: Format) => Promise<Rendered>;

interface UnderWay {
  readonly observation: Observation;
  readonly format: Format;
  readonly rendered: Promise<Rendered>;
}

/**
 * Renders once for all scrapes that end with the same reports. Scrapes that joined one probe end in one turn of the event loop: rendering a text
 * for each of a thousand would keep the last one waiting until long after its deadline. Nothing is kept beyond that turn.
 */
export function shareRendering(render: RenderObservation): RenderObservation {
  const underWay = new Set<UnderWay>();
  return (observation, format) => {
    const known = [...underWay].find((each) => each.format === format && isSame(each.observation, observation));
    if (known) return known.rendered;
    const entry: UnderWay = { observation, format, rendered: render(observation, format) };
    underWay.add(entry);
    const forget = (): unknown => setImmediate(() => underWay.delete(entry));
    entry.rendered.then(forget, forget);
    return entry.rendered;
  };
}

function isSame(one: Observation, other: Observation): boolean {
  return areSame(one.reports, other.reports) && areSame(one.evidence.files, other.evidence.files);
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}
