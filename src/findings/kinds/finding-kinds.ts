import type { fileKinds, servingFileKinds } from './files.js';
import type { FindingKind } from './finding-kind.js';
import {
  loopbackEndingTogether,
  manyProcesses,
  oneInstanceOlder,
  servingDiffers,
  startTimesDiffer,
} from './instances.js';
import {
  loopbackCheckFails,
  loopbackEnding,
  loopbackExpired,
  loopbackLifetimeUnusual,
  loopbackNotSeen,
} from './loopback.js';
import { clientNameNotCovered, instanceNameNotCovered } from './names.js';
import { discoveryFailed, probeFailing } from './probe.js';
import {
  chainEndsEarly,
  serverNotVerified,
  servingEnding,
  servingExpired,
  servingNotYetValid,
  servingUntrusted,
} from './serving.js';

/** Every kind of finding in the report on a target. Among findings of equal severity, this order decides. */
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

/** The ids of all kinds of findings, in targets and in files. */
export type FindingId = (typeof findingKinds | typeof fileKinds | typeof servingFileKinds)[number]['id'];
