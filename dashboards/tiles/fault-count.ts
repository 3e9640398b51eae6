import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from '../appearance/palette.js';
import { faultSteps } from '../appearance/steps.js';
import { noFault } from '../appearance/words.js';
import { stat } from '../panels/stat.js';
import { failingProbeCount, instancesMissing, isUp, refusedNameCount } from '../queries/endpoint-queries.js';
import { perTarget } from '../queries/labels.js';
import type { Select } from '../queries/select.js';

/** A panel with a number of faults, which should be 0. It has no number if the count is unknown. */
type FaultCount = (select: Select, width: number) => Panel;

export const apiserversDown: FaultCount = (select, width) =>
  faultCount(width, {
    title: 'Servers down',
    description:
      'Counts API servers that show no serving certificate to the exporter. They are down, unreachable or not a TLS server.',
    empty: 'no API server is watched',
    alert: 'ApiserverTargetUnreachable',
    expr: `sum(${isUp(select)} == bool 0)`,
  });

export const apiserversMissing: FaultCount = (select, width) =>
  faultCount(width, {
    title: 'Servers missing',
    description:
      'Counts API servers that there should be and that the Kubernetes API does not list: by `instances` of the configuration, or by the nodes of the control plane.',
    empty: 'number not known',
    alert: 'ApiserverInstancesMissing',
    colour: palette.warning,
    expr: `sum(${instancesMissing(select)})`,
  });

export const namesRefused: FaultCount = (select, width) =>
  faultCount(width, {
    title: 'Names refused',
    description:
      'Counts names under which clients refuse the certificate of at least one API server: it does not cover the name, has expired, is not trusted, and so on.',
    empty: 'no names are expected',
    alert: 'ApiserverCertificateRefused',
    expr: `sum(${refusedNameCount(select, perTarget)})`,
  });

export const probesFailing: FaultCount = (select, width) =>
  faultCount(width, {
    title: 'Probes failing',
    description: 'Counts probes that fail now. What they check is not monitored until they work again.',
    empty: 'nothing is probed',
    alert: 'ApiserverProbeFailing',
    colour: palette.warning,
    expr: `sum(${failingProbeCount(select)})`,
  });

export const discoveriesFailing: FaultCount = (select, width) =>
  faultCount(width, {
    title: 'Discovery fails',
    description:
      'Counts targets with an entry for which no address was found. API servers may be missing from every panel.',
    empty: 'no target is known',
    alert: 'ApiserverDiscoveryFailing',
    colour: palette.warning,
    expr: `sum(min by (${perTarget}) (${select('apiserver_target_discovery_success')}) == bool 0)`,
  });

interface FaultCountSpec {
  readonly title: string;
  readonly description: string;
  readonly empty: string;
  readonly alert: string;
  readonly expr: string;
  readonly colour?: string;
}

export function faultCount(width: number, { colour = palette.critical, ...spec }: FaultCountSpec): Panel {
  return stat({
    ...spec,
    width,
    height: 3,
    unit: 'none',
    steps: faultSteps(palette.ok, colour),
    mappings: [noFault],
  });
}
