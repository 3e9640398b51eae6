/**
 * The colours of states. Grafana writes white on dark colours and black on bright ones; each of these holds a contrast of 4.5 : 1 to that text, in both
 * themes, and people with any kind of colour blindness can distinguish them (test/dashboards/palette.test.ts). Words and symbols say the same as
 * the colours: see words.ts. `calm` is for healthy cells of a table, where colour on every cell would hide the one that matters.
 */
export const palette = {
  ok: '#007880',
  warning: '#FFCB47',
  critical: '#C8202F',
  information: '#3D7DCA',
  calm: 'transparent',
} as const;

/** Colours of lines whose names are known in advance. Each has a contrast of 3 : 1 to the panels of both themes. */
export const seriesColours = [
  '#6048F0',
  '#D87818',
  '#30A878',
  '#C078C0',
  '#C03030',
  '#487878',
  '#9060D8',
  '#9048A8',
] as const;
