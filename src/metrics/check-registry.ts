import { Gauge, Registry } from 'prom-client';
import { checkFamilies, type CheckOutcome } from './check-families.js';

/** The metrics of a check, which `render` adds to those of its targets. */
export function checkRegistry(outcome: CheckOutcome): Registry {
  const registry = new Registry();
  for (const { name, help, labels, samples } of checkFamilies) {
    const gauge = new Gauge({ name, help, labelNames: labels, registers: [registry] });
    for (const { labels: own = {}, value } of samples(outcome)) gauge.set(own, value);
  }
  return registry;
}
