import type { Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { palette } from './palette.js';

/** Where a value's colour changes, from below. */
export type Steps = readonly Threshold[];

const day = 86_400;

/** Seconds left of a certificate, by the days of the alert rules and of `check`; `fine` is the colour of what is far from its end. */
export function timeLeftSteps(kind: keyof typeof thresholds, fine: string): Steps {
  const { warning, critical } = thresholds[kind];
  return [
    { value: null, color: palette.critical },
    { value: critical.days * day, color: palette.warning },
    { value: warning.days * day, color: fine },
  ];
}

/** For what has no good and no bad. */
export function plainSteps(color: string): Steps {
  return [{ value: null, color }];
}

/** For a count of faults: none is fine. */
export function faultSteps(fine: string, fault: string = palette.critical): Steps {
  return [
    { value: null, color: fine },
    { value: 1, color: fault },
  ];
}

/** For 1 and 0, where 1 is good. */
export function truthSteps(fine: string): Steps {
  return [
    { value: null, color: palette.critical },
    { value: 1, color: fine },
  ];
}
