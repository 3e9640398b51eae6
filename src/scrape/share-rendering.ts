import type { Format, Rendered } from '../metrics/render.js';
import type { Observation } from './observe.js';

export type RenderObservation = (observation: Observation, format: Format) => Rendered;

interface Known {
  readonly observation: Observation;
  readonly format: Format;
  readonly rendered: Rendered;
}

/**
 * Gives all scrapes that end with the same reports one text, which is then written once. Scrapes that joined one probe end in one turn of the
 * event loop: writing a text for each of a thousand would keep the last one waiting until long after its deadline. Nothing is kept beyond that
 * turn.
 */
export function shareRendering(render: RenderObservation): RenderObservation {
  const ofThisTurn: Known[] = [];
  return (observation, format) => {
    const known = ofThisTurn.find((each) => each.format === format && isSame(each.observation, observation));
    if (known) return known.rendered;
    const rendered = render(observation, format);
    if (ofThisTurn.push({ observation, format, rendered }) === 1) setImmediate(() => ofThisTurn.splice(0));
    return rendered;
  };
}

function isSame(one: Observation, other: Observation): boolean {
  return areSame(one.reports, other.reports) && areSame(one.evidence.files, other.evidence.files);
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}
