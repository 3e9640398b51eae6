/**
 * The colours of Okabe and Ito, which people with any kind of colour blindness can distinguish. Words and symbols say the same as the
 * colours: see words.ts. `calm` is for healthy cells of a table, where colour on every cell would hide the one that matters.
 */
export const palette = {
  ok: '#009E73',
  warning: '#E69F00',
  critical: '#D55E00',
  information: '#56B4E9',
  calm: 'transparent',
} as const;

/** Colours for series whose names are known in advance. */
export const seriesColours = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00'] as const;
