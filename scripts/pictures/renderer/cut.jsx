import { measureText } from '@grafana/ui';

/** Returns the start of a text that is not wider than `width` pixels at 12 pixels of height. */
export function cut(text, width) {
  if (measureText(text, 12).width <= width) return text;
  const ends = Array.from({ length: text.length }, (_, i) => text.length - 1 - i);
  const end = ends.find((each) => measureText(`${text.slice(0, each)}…`, 12).width <= width) ?? 0;
  return `${text.slice(0, end)}…`;
}
