import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import type { Procedure, Task } from '../../../src/findings/procedures/procedure.js';
import type { Situation } from '../../../src/findings/procedures/situation.js';

/** Three API servers, and a name and an address that none of their certificates has. */
export const situation: Situation = {
  sans: {
    missing: ['api.example.com', '10.220.70.56', 'fd00::56'],
    present: ['k8ctl', '*.example.org', 'kubernetes', '10.96.0.1', '10.225.4.51'],
    cut: false,
  },
  nodes: [51, 52, 53].map((at) => ({
    address: `10.225.4.${at}:6443`,
    dnsNames: [`k8ctl-${at}`, 'kubernetes'],
    ipAddresses: ['10.96.0.1', `10.225.4.${at}`],
  })),
};

export const tasks = [
  'restart',
  'serveFile',
  'renew',
  'reissue',
  'renewFiles',
  'rotateCa',
  'replaceCa',
] as const satisfies readonly Task[];

/** Every procedure of every kind of control plane, with its task. */
export const allProcedures: readonly (readonly [Task, Procedure])[] = tasks.flatMap((task) =>
  proceduresFor(task, situation).map((procedure) => [task, procedure] as const),
);
