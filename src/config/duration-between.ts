import { parseDuration } from './duration.js';
import { parsedText } from './parsed-text.js';

/** A duration, in seconds, between two others (both inclusive, and valid durations themselves). */
export function durationBetween(least: string, most: string) {
  const within = (seconds: number) =>
    seconds >= (parseDuration(least) ?? 0) && seconds <= (parseDuration(most) ?? Infinity);
  return parsedText(`a duration from ${least} to ${most}, such as 5s or 1m30s`, (text) => {
    const seconds = parseDuration(text);
    return seconds !== undefined && within(seconds) ? seconds : undefined;
  });
}
