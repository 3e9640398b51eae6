import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { faultSteps, plainSteps, type Steps, timeLeftSteps } from '../appearance/steps.js';
import { noFault, truthWords } from '../appearance/words.js';
import { info, label, value } from '../panels/column.js';
import { days } from '../panels/days-column.js';
import { table } from '../panels/table.js';
import { daysUntil, isUp, refusedNameCount, trustEnd } from '../queries/endpoint-queries.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const version = ofTarget('apiserver_endpoint_kubernetes_version_info');
const checksFailing = ofTarget('apiserver_endpoint_health_checks', 'result="fail"');

function worst(metric: string): string {
  return `min by (${perEndpoint}) (${ofTarget(metric)})`;
}

/** `check` warns from a minute on. */
const clockSteps: Steps = [
  { value: null, color: palette.warning },
  { value: -59, color: palette.calm },
  { value: 60, color: palette.warning },
];

export const instances: Row = {
  title: 'API servers',
  panels: [
    table({
      title: 'API servers of this target',
      description:
        'Shows each address that was found for the target. Processes shows how many processes answered at the address. More than one means a load balancer: probe each API server at its own address instead. Trusted until: clients trust what is served until the best path from the serving certificate to the CA ends, the CA included. Loopback: the certificate is not shown behind a proxy that terminates TLS, or by K3s. Clock ahead compares the clock of the server with that of the exporter. A dash means that it is not known: while the API server is down, without a CA in the configuration, or because HTTP requests are refused.',
      empty: 'No API server was found. Check Discovery fails, and check the exporter.',
      width: 24,
      height: 6,
      columns: [
        label('target', 'Target', { hidden: true }),
        label('address', 'API server'),
        value('Reachable', isUp(ofTarget), {
          width: 105,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('up', 'down', palette.calm)],
        }),
        info(`max by (${perEndpoint}, git_version) (${version})`),
        label('git_version', 'Version', { width: 85 }),
        days('Trust ends', daysUntil(trustEnd(ofTarget, perEndpoint)), {
          width: 95,
          steps: timeLeftSteps('chain', palette.calm),
        }),
        value('Trusted until (UTC)', `${trustEnd(ofTarget, perEndpoint)} * 1000`, {
          width: 155,
          unit: 'dateTimeAsIso',
        }),
        value('Loopback', worst('apiserver_endpoint_loopback_certificate_found'), {
          width: 105,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('shown', 'not shown', palette.calm)],
          unknown: 'not checked',
        }),
        value('Processes', `max by (${perEndpoint}) (${ofTarget('apiserver_endpoint_processes')})`, {
          width: 90,
          unit: 'none',
          steps: [
            { value: null, color: palette.calm },
            { value: 2, color: palette.warning },
          ],
        }),
        value('Refused', refusedNameCount(ofTarget, perEndpoint), {
          width: 80,
          unit: 'none',
          steps: faultSteps(palette.calm),
          mappings: [noFault],
        }),
        value('Checks failing', `max by (${perEndpoint}) (${checksFailing})`, {
          width: 115,
          unit: 'none',
          steps: faultSteps(palette.calm),
          mappings: [noFault],
        }),
        value('Clock ahead', worst('apiserver_endpoint_clock_skew_seconds'), {
          width: 105,
          unit: 'suffix:s',
          decimals: 0,
          steps: clockSteps,
        }),
      ],
      sortBy: [{ title: 'Reachable' }, { title: 'API server' }],
    }),
  ],
};
