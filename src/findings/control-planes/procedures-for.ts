import { appendTo } from '../../x509/append-to.js';
import { controlPlanes } from './control-planes.js';
import { type Distribution, distributions } from '../procedures/distribution.js';
import type { ControlPlaneKind, Procedure, Task } from '../procedures/procedure.js';
import type { Situation } from '../procedures/situation.js';

/** The procedures of a task: one for each kind of control plane, or one for several kinds that do it alike. */
export function proceduresFor(
  task: Task,
  situation: Situation,
  kinds: readonly Distribution[] = distributions,
): readonly Procedure[] {
  const users = new Map<ReturnType<typeof stepsOf>[number], Distribution[]>();
  for (const name of kinds) {
    for (const steps of stepsOf(name, task)) appendTo(users, steps, name);
  }
  return [...users].map(([steps, names]) => ({
    distributions: names,
    ...(typeof steps === 'function' ? steps(situation) : steps),
  }));
}

function stepsOf(name: Distribution, task: Task): ControlPlaneKind['restart'] {
  return controlPlanes[name][task] ?? controlPlanes[name].rotateCa;
}
