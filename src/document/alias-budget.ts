import { YamlFault } from './yaml.js';

/** Counts the nodes of a document, and those that its aliases stand for. */
export interface AliasBudget {
  readonly count: () => void;
  /** `size`: how many nodes the alias stands for. Throws a YamlFault where there are too many. */
  readonly countAlias: (size: number, at: number) => void;
}

/** As in go-yaml v2 (decode.go, allowedAliasRatio): up to the first number of nodes, 99% may come from aliases; from the second on, 10%. */
const small = 400_000;
const large = 4_000_000;

/** Creates a budget for one document, which allows what go-yaml v2 allows. */
export function createAliasBudget(): AliasBudget {
  let nodes = 0;
  let fromAliases = 0;
  return {
    count: () => {
      nodes += 1;
    },
    countAlias: (size, at) => {
      nodes += 1 + size;
      fromAliases += size;
      if (fromAliases > 100 && nodes > 1000 && fromAliases / nodes > allowedRatio(nodes)) {
        throw new YamlFault('aliases (*name) that stand for too much', at);
      }
    },
  };
}

function allowedRatio(nodes: number): number {
  if (nodes <= small) return 0.99;
  return nodes >= large ? 0.1 : 0.99 - 0.89 * ((nodes - small) / (large - small));
}
