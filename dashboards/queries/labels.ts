/**
 * The labels that identify an object, for `by (…)`. They leave out `job` and `instance`, so that an API server counts once even if two
 * exporters probe it. They include `cluster`, which Prometheus servers of several clusters attach.
 */
export const perTarget = 'cluster, target';
export const perEndpoint = `${perTarget}, address`;
/** Only the certificate of a name, where that is shown another one, has the label `name`. */
export const perCertificate = `${perEndpoint}, certificate, name`;
export const perProbe = `${perEndpoint}, probe`;
export const perName = `${perEndpoint}, name`;
export const perCa = `${perTarget}, subject_cn, serial_number, fingerprint_sha256`;
