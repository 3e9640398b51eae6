import { caEnds } from './endpoint-queries.js';
import { perTarget } from './labels.js';
import type { Select } from './select.js';

/**
 * 1 for each certificate of a target's CA, with the labels `source` and `path`: where the CA comes from. Exporters on different hosts may have it from
 * different places: then one of these is shown.
 */
export function caOrigins(select: Select): string {
  const origins = `max by (${perTarget}, source, path) (${select('apiserver_target_ca_info')})`;
  return `(${caEnds(select)} > bool 0) * on (${perTarget}) group_left (source, path) topk by (${perTarget}) (1, ${origins})`;
}
