import { secondText, spanText } from '../../text/time-text.js';
import type { Cell, Line } from '../table.js';
import type { FileVerdicts, NamedVerdict } from './judge-file.js';

/** Unix seconds. */
export interface ChainTimes {
  /** When the chain's first certificate expires. undefined: it could not be decoded. */
  readonly leafEnds: number | undefined;
  readonly now: number;
}

/** Says for each name until when a Go client accepts the chain, or why it does not. */
export function chainCell(chain: FileVerdicts, times: ChainTimes): Cell {
  if ('notJudged' in chain) return { text: `not judged: ${chain.notJudged}`, tone: 'warning' };
  return chain.verdicts.map((one) => verdictLine(one, times));
}

function verdictLine({ name, verdict }: NamedVerdict, { leafEnds, now }: ChainTimes): Line {
  if (!verdict.accepted) return { text: `refuses ${name ?? 'it under any name'}: ${verdict.message}`, tone: 'bad' };
  const { until } = verdict;
  const end = `${secondText(until)} UTC, ${spanText(until - now)} left`;
  const because = leafEnds !== undefined && until < leafEnds ? '; a CA of it expires first' : '';
  return {
    text: `accepts ${name ?? 'it'} until ${end}${because}${name === null ? ' (no --name given)' : ''}`,
    tone: 'good',
  };
}
