/** Describes a value of a kubeconfig by its kind alone: any value may be a secret. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
