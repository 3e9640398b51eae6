/**
 * The part of a link that keeps what is selected and means the same in every dashboard. `target` is not in it: one dashboard has all targets, another a
 * single one.
 */
export const selection = '${datasource:queryparam}&${job:queryparam}&${instance:queryparam}';
