/** Why a Go client refuses a server, by the cause: the closed list of the label `reason`, each with the words for people. */
export const refusalReasons = {
  name: 'it does not have the name',
  expired: 'it or a CA of it has expired',
  not_yet_valid: 'it or a CA of it is not yet valid',
  unknown_authority: 'no CA that the client knows has signed it',
  usage: 'its usage is not that of a server',
  name_constraint: 'a CA of it may not sign for its names',
  path: 'its path is longer than a CA of it allows',
  malformed: 'Go cannot read it',
  unsupported: 'it uses what Go does not support',
} as const;

export type RefusalReason = keyof typeof refusalReasons;

/** A refusal by a Go client. */
export interface Refusal {
  readonly accepted: false;
  readonly reason: RefusalReason;
  /** What kubectl prints after `tls: failed to verify certificate: `, or the whole message where crypto/tls says no such thing. */
  readonly message: string;
}

export function refusal(reason: RefusalReason, message: string): Refusal {
  return { accepted: false, reason, message };
}
