import type { NameNotHere } from '../../probe/report.js';
import type { Remedy } from '../remedies/remedy.js';
import { certificateText } from './certificate-text.js';
import type { Evidence, FindingKind } from './finding-kind.js';

/** More names than a person reads. */
const mostNames = 20;

export const nameNotReachableHere = {
  id: 'name-not-reachable-here',
  runbook: undefined,
  about: 'probe',
  title:
    'Some names do not lead to this control plane at these addresses, so what clients are shown under them is unknown',
  detect: ({ reports }) =>
    reports.flatMap(({ address, namesNotHere }): readonly Evidence[] => {
      const reasons = new Set(namesNotHere.map(whyNotHere));
      return [...reasons].map((why) => {
        const names = namesNotHere.filter((each) => whyNotHere(each) === why).map(({ name }) => name);
        return evidence(address, why, names);
      });
    }),
  remedy: (): Remedy => ({
    advice: [
      'A front that routes by SNI is at this address. Probe these names at the address where clients reach them: as a further entry of addresses, or as a target of its own. If they should lead here, add them to the routes of the front.',
    ],
    beware: [],
    procedures: [],
  }),
} as const satisfies FindingKind;

function evidence(address: string, why: string, names: readonly string[]): Evidence {
  const more = names.length - mostNames;
  const listed = `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return { severity: 'info', addresses: [address], names, text: `${listed}: not reachable here: ${why}` };
}

function whyNotHere({ because, shown }: NameNotHere): string {
  if (because !== 'other_server') return `the SNI is refused (${because})`;
  return `another server answers${shown ? `, with ${certificateText(shown[0])}` : ''}`;
}
