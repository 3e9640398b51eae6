/** One line of `/livez?verbose`. */
export interface HealthCheck {
  readonly check: string;
  readonly healthy: boolean;
}

/** kube-apiserver has about forty. */
const maxChecks = 200;

const line = /^\[([+-])\]([A-Za-z0-9][\w./-]{0,127}) /gm;

export interface HealthChecks {
  readonly checks: readonly HealthCheck[];
  /** There were more than are shown. */
  readonly cut: boolean;
}

/** The checks of `/livez?verbose`: `[+]ping ok`, `[-]etcd failed: reason withheld` (k8s.io/apiserver/pkg/server/healthz). Each once. */
export function parseHealthChecks(text: string): HealthChecks {
  const checks = new Map<string, boolean>();
  for (const [, sign, check = ''] of text.matchAll(line)) {
    if (checks.size === maxChecks && !checks.has(check)) return { checks: listOf(checks), cut: true };
    checks.set(check, sign === '+');
  }
  return { checks: listOf(checks), cut: false };
}

function listOf(checks: ReadonlyMap<string, boolean>): readonly HealthCheck[] {
  return [...checks].map(([check, healthy]) => ({ check, healthy }));
}
