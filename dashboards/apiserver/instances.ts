import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { faultSteps, plainSteps, timeLeftSteps } from '../appearance/steps.js';
import { noFault, truthWords } from '../appearance/words.js';
import { info, label, value } from '../panels/column.js';
import { table } from '../panels/table.js';
import { isUp, refusedNameCount, startedAt, trustTimeLeft } from '../queries/endpoint-queries.js';
import { perEndpoint } from '../queries/labels.js';
import { ofTarget } from '../queries/select.js';

const version = ofTarget('apiserver_endpoint_kubernetes_version_info');
const checksFailing = ofTarget('apiserver_endpoint_health_checks', 'result="fail"');

function worst(metric: string): string {
  return `min by (${perEndpoint}) (${ofTarget(metric)})`;
}

export const instances: Row = {
  title: 'API servers',
  panels: [
    table({
      title: 'API servers of this target',
      description:
        'Shows each address that was found for the target. Processes shows how many processes answered at the address. More than one means a load balancer: probe each API server at its own address instead. Trust ends when the best path from the serving certificate to the CA does, the CA included. The loopback certificate is not shown behind a proxy that terminates TLS, or by K3s.',
      empty: 'No API server was found. Check Discovery failing, and check the exporter.',
      width: 24,
      height: 6,
      columns: [
        label('target', 'Target', { hidden: true }),
        label('address', 'API server', { width: 170 }),
        value('Reachable', isUp(ofTarget), {
          width: 95,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('up', 'down', palette.calm)],
        }),
        info(`max by (${perEndpoint}, git_version) (${version})`),
        label('git_version', 'Version', { width: 90 }),
        value('Up for', worst('apiserver_endpoint_process_uptime_seconds'), {
          width: 150,
          unit: 'dtdurations',
          decimals: 1,
          unknown: 'unknown',
        }),
        value('Started (UTC)', `${startedAt(ofTarget)} * 1000`, {
          width: 160,
          unit: 'dateTimeAsIso',
          unknown: 'unknown',
        }),
        value('Trust ends in', trustTimeLeft(ofTarget, perEndpoint), {
          width: 150,
          unit: 'dtdurations',
          decimals: 1,
          steps: timeLeftSteps('chain', palette.calm),
          unknown: 'unknown',
        }),
        value('Loopback certificate', worst('apiserver_endpoint_loopback_certificate_found'), {
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('shown', 'not shown', palette.calm)],
          unknown: 'not checked',
        }),
        value('Processes', `max by (${perEndpoint}) (${ofTarget('apiserver_endpoint_processes')})`, {
          width: 95,
          unit: 'none',
          steps: [
            { value: null, color: palette.calm },
            { value: 2, color: palette.warning },
          ],
          unknown: 'unknown',
        }),
        value('Names refused', refusedNameCount(ofTarget, perEndpoint), {
          unit: 'none',
          steps: faultSteps(palette.calm),
          mappings: [noFault],
          unknown: 'unknown',
        }),
        value('Checks failing', `max by (${perEndpoint}) (${checksFailing})`, {
          unit: 'none',
          steps: faultSteps(palette.calm),
          mappings: [noFault],
          unknown: 'unknown',
        }),
      ],
      sortBy: 'API server',
    }),
  ],
};
