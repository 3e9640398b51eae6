import type { Path } from '../document/problem.js';

/** Where a target's CA comes from, as far as an unchecked document tells. */
export interface CaSource {
  readonly target: number;
  readonly path: Path;
  readonly kind: 'file' | 'pem';
  /** The path or the PEM itself. */
  readonly text: string;
}

/** All sources of the right shape in a document that the schema has not seen yet. */
export function caSources(document: unknown): readonly CaSource[] {
  const targets = property(document, 'targets');
  if (!Array.isArray(targets)) return [];
  return targets.flatMap((target: unknown, index) => {
    const ca = property(target, 'ca');
    return (['file', 'pem'] as const).flatMap((kind): readonly CaSource[] => {
      const text = property(ca, kind);
      const isSource =
        typeof text === 'string' && text !== '' && property(ca, kind === 'file' ? 'pem' : 'file') === undefined;
      return isSource ? [{ target: index, path: ['targets', index, 'ca', kind], kind, text }] : [];
    });
  });
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
