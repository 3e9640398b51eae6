import type { Format, Rendered } from '../metrics/render.js';
import type { Look } from './look-at.js';

export type RenderLook = (look: Look, format: Format) => Promise<Rendered>;

interface UnderWay {
  readonly look: Look;
  readonly format: Format;
  readonly rendered: Promise<Rendered>;
}

/**
 * Renders once for all scrapes that end with the very same looks: those that joined one end in one turn of the event loop, and a text for
 * each of a thousand would keep the last one waiting until long after its deadline. Nothing is kept beyond that turn.
 */
export function shareRendering(render: RenderLook): RenderLook {
  const underWay = new Set<UnderWay>();
  return (look, format) => {
    const known = [...underWay].find((each) => each.format === format && isSame(each.look, look));
    if (known) return known.rendered;
    const entry: UnderWay = { look, format, rendered: render(look, format) };
    underWay.add(entry);
    const forget = (): unknown => setImmediate(() => underWay.delete(entry));
    entry.rendered.then(forget, forget);
    return entry.rendered;
  };
}

function isSame(one: Look, other: Look): boolean {
  return areSame(one.reports, other.reports) && areSame(one.evidence.files, other.evidence.files);
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}
