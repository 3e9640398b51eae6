import { ownTurn } from '../net/own-turn.js';
import type { ChainVerdict } from '../x509/go-verdicts.js';
import type { JudgeServed, ServedChain } from './probe-chain.js';

/** Verdicts on what one endpoint has shown, each made in a turn of its own. A hostile chain takes as long as a turn may. */
export interface VerdictTable {
  /** Judges a chain under these names, in a turn of its own. */
  readonly add: (served: ServedChain, names: readonly string[]) => Promise<void>;
  /** Finds a verdict. Judges anew what was not added. */
  readonly judge: JudgeServed;
}

interface Row {
  readonly trust: ChainVerdict['trust'];
  readonly under: Map<string, ReturnType<ChainVerdict['under']>>;
}

/** Keeps the verdicts themselves, because the cache of `judge` has no room for all chains that a hostile endpoint may show. */
export function createVerdictTable(judge: JudgeServed): VerdictTable {
  const rows = new Map<string, Row>();
  return {
    add: async (served, names) => {
      const known = rows.get(served.key);
      if (served.served.length === 0 || (known && names.every((name) => known.under.has(name)))) return;
      await ownTurn();
      const { trust, under } = judge(served);
      const row = rows.get(served.key) ?? { trust, under: new Map() };
      for (const name of names) row.under.set(name, under(name));
      rows.set(served.key, row);
    },
    judge: (served) => {
      const row = rows.get(served.key);
      if (row === undefined) return judge(served);
      const { trust, under } = row;
      return { trust, under: (name) => (under.has(name) ? under.get(name) : judge(served).under(name)) };
    },
  };
}
