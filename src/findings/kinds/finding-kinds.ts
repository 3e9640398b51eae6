import type { fileKinds, servingFileKinds } from './files.js';
import { entryPoint, manyProcesses } from './entry-points.js';
import { differentAuthorities } from './different-authorities.js';
import type { FindingKind } from './finding-kind.js';
import { loopbackEndingTogether, oneInstanceOlder, servingDiffers, startTimesDiffer } from './instances.js';
import {
  loopbackCheckFails,
  loopbackEnding,
  loopbackExpired,
  loopbackLifetimeUnusual,
  loopbackNotSeen,
} from './loopback.js';
import { caFileUnusable } from './ca-file.js';
import { clockDiffers } from './clock.js';
import { instancesMissing } from './missing-instances.js';
import { clientNameNotCovered, instanceNameNotCovered } from './names.js';
import { localServerDead } from './local-server.js';
import { discoveryFailed, probeFailing } from './probe.js';
import { nameNotReachableHere } from './names-not-here.js';
import { nameCertificateEnding, nameCertificateRefused } from './name-certificates.js';
import { refusedKinds } from './refused.js';
import { loopbackRestartsTogether } from './restarts-together.js';
import { caRotation, type targetFileKinds } from './rotation.js';
import { serverNotVerified, servingEnding, servingExpired, servingNotYetValid, unverifiedExpired } from './serving.js';
import { caExpired, chainEndsEarly, spareCertificate } from './trust.js';

/** Every kind of finding in the report on a target. Among findings of equal severity, this order decides. */
export const findingKinds = [
  localServerDead,
  servingExpired,
  caExpired,
  servingNotYetValid,
  ...refusedKinds,
  clientNameNotCovered,
  nameCertificateRefused,
  loopbackExpired,
  loopbackCheckFails,
  servingEnding,
  loopbackEnding,
  loopbackRestartsTogether,
  loopbackEndingTogether,
  chainEndsEarly,
  nameCertificateEnding,
  caFileUnusable,
  serverNotVerified,
  unverifiedExpired,
  instancesMissing,
  discoveryFailed,
  probeFailing,
  clockDiffers,
  instanceNameNotCovered,
  startTimesDiffer,
  servingDiffers,
  differentAuthorities,
  caRotation,
  spareCertificate,
  oneInstanceOlder,
  manyProcesses,
  loopbackLifetimeUnusual,
  nameNotReachableHere,
  loopbackNotSeen,
  entryPoint,
] as const satisfies readonly FindingKind[];

/** The ids of all kinds of findings, in targets and in files. */
export type FindingId = (
  typeof findingKinds | typeof fileKinds | typeof servingFileKinds | typeof targetFileKinds
)[number]['id'];
