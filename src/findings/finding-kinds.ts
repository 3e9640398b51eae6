import {
  chainEndsEarly,
  servingEnding,
  servingExpired,
  servingNotYetValid,
  servingUntrusted,
} from './certificate-kinds.js';
import type { fileKinds, servingFileKinds } from './file-kinds.js';
import type { FindingKind } from './finding-kind.js';
import {
  loopbackEndingTogether,
  loopbackLifetimeUnusual,
  manyProcesses,
  oneInstanceOlder,
  servingDiffers,
} from './fleet-kinds.js';
import { loopbackCheckFails, serverNotVerified, startTimesDiffer } from './http-kinds.js';
import { loopbackEnding, loopbackExpired, loopbackNotSeen } from './loopback-kinds.js';
import { clientNameNotCovered, instanceNameNotCovered } from './name-kinds.js';
import { discoveryFailed, probeFailing } from './probe-kinds.js';

/** Every kind of finding in a look at a target. Of equal severity, what stands first here is told first. */
export const findingKinds = [
  servingExpired,
  servingNotYetValid,
  servingUntrusted,
  clientNameNotCovered,
  loopbackExpired,
  loopbackCheckFails,
  servingEnding,
  loopbackEnding,
  loopbackEndingTogether,
  chainEndsEarly,
  serverNotVerified,
  discoveryFailed,
  probeFailing,
  instanceNameNotCovered,
  startTimesDiffer,
  servingDiffers,
  oneInstanceOlder,
  manyProcesses,
  loopbackLifetimeUnusual,
  loopbackNotSeen,
] as const satisfies readonly FindingKind[];

/** The closed list of what can be found, in targets and in files. */
export type FindingId = (typeof findingKinds | typeof fileKinds | typeof servingFileKinds)[number]['id'];
