import { spanText } from './time-text.js';

/** Says how far another host's clock is from ours. `skew`: seconds that it is ahead. */
export function clockText(skew: number): string {
  const apart = Math.abs(skew) < 60 ? `${Math.abs(skew).toFixed(1)} s` : spanText(skew);
  return `${apart} ${skew > 0 ? 'ahead of' : 'behind'} the clock of this host`;
}
