/** How many API servers a target has, and how many it should have. */
export interface InstanceCount {
  /**
   * How many there are: with discovery, how many the API lists now, also if some are not dialled; those that left the list are not counted,
   * though they are still probed. Without discovery, to how many addresses the target led. Undefined: that is unknown.
   */
  readonly listed: number | undefined;
  readonly expected: ExpectedInstances | undefined;
  /** The control plane's nodes without an API server. Empty if they cannot be named: the numbers may differ all the same. */
  readonly missing: readonly NodeWithoutInstance[];
  /** Why it is unknown whether API servers are missing. Undefined: it is known. */
  readonly cannotTell: CannotTell | undefined;
}

export interface ExpectedInstances {
  readonly count: number;
  readonly source: ExpectationSource;
}

/** Who says how many there should be: `instances` of the configuration, or the number of Nodes of the control plane. */
export type ExpectationSource = 'config' | 'nodes';

export interface NodeWithoutInstance {
  readonly name: string;
  /** Its IPs. */
  readonly ips: readonly string[];
}

/** Why it is unknown whether API servers are missing, each with its meaning and what it would need. The list is closed. */
export const cannotTellReasons = {
  not_discovered: 'nothing says how many there should be; needed: `instances` or `discovery` in the configuration',
  no_list: 'not all of their addresses are known',
  nodes_forbidden: 'the login may not list nodes; needed: the right to list nodes, or `instances` in the configuration',
  nodes_unknown: 'the list of nodes cannot be read; `instances` in the configuration would say it',
  no_nodes: 'no node has the control-plane role; `instances` in the configuration would say it',
  load_balancer: 'the only address, or one of them, is or may be that of a load balancer',
} as const;

export type CannotTell = keyof typeof cannotTellReasons;

/** Returns whether fewer API servers are there than there should be. False also if that is unknown. */
export function areInstancesMissing({ listed, expected, cannotTell }: InstanceCount): boolean {
  return cannotTell === undefined && listed !== undefined && expected !== undefined && listed < expected.count;
}
