import type { Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { palette } from './palette.js';

/** The values at which the colour changes, in ascending order. */
export type Steps = readonly Threshold[];

/** Steps for the days that a certificate has left, at those of the alert rules and `check`. `fine` is the colour above them. */
export function timeLeftSteps(kind: keyof typeof thresholds, fine: string): Steps {
  const { warning, critical } = thresholds[kind];
  return [
    { value: null, color: palette.critical },
    { value: critical.days, color: palette.warning },
    { value: warning.days, color: fine },
  ];
}

/** One step for values that are neither good nor bad. */
export function plainSteps(color: string): Steps {
  return [{ value: null, color }];
}

/** Steps for a count of faults, where 0 is fine. */
export function faultSteps(fine: string, fault: string = palette.critical): Steps {
  return [
    { value: null, color: fine },
    { value: 1, color: fault },
  ];
}

/** Steps for 1 and 0, where 1 is good. */
export function truthSteps(fine: string): Steps {
  return [
    { value: null, color: palette.critical },
    { value: 1, color: fine },
  ];
}
