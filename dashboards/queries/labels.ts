/**
 * What a thing is told apart by, for `by (…)`: without `job` and `instance`, so that two exporters that look at one API server are no two
 * API servers; with `cluster`, which Prometheus servers of several clusters attach.
 */
export const perTarget = 'cluster, target';
export const perEndpoint = `${perTarget}, address`;
export const perCertificate = `${perEndpoint}, certificate`;
export const perProbe = `${perEndpoint}, probe`;
export const perName = `${perEndpoint}, name`;
