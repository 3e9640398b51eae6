import fc from 'fast-check';
import t from 'tap';
import type { ProbeFailure } from '../../src/probe/report.js';
import { createStateLog } from '../../src/scrape/state-log.js';
import { down, report, target } from '../fixtures/report.js';

void t.test('one line when the state of an endpoint changes, none while it stays', (t) => {
  const lines: string[] = [];
  const logState = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  const [one, two] = ['10.225.4.51:6443', '10.225.4.52:6443'];
  logState(target(report({ address: one }), report({ address: two })));
  logState(target(report({ address: one }), down({ address: two })));
  logState(target(report({ address: one }), down({ address: two })));
  logState(target(down({ address: two, failures: [{ probe: 'serving', reason: 'tls_timeout' }] })));
  logState(target(report({ address: one }), report({ address: two })));
  t.same(lines, [
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=refused"}',
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=tls_timeout"}',
    'info probe succeeds again {"target":"prod","address":"10.225.4.52:6443"}',
  ]);
  t.end();
});

void t.test('discovery has its own state', (t) => {
  const lines: string[] = [];
  const logState = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  logState({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  logState({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  logState({ ...target(), discovered: false, notes: [] });
  logState({ ...target(), notes: ['a note is not a failure'] });
  t.same(lines, [
    'warn discovery fails {"target":"prod","failures":"no answer; again"}',
    'warn discovery fails {"target":"prod","failures":"an address leads nowhere"}',
    'info discovery succeeds again {"target":"prod"}',
  ]);
  t.end();
});

/** The lines of probes that fail like this, one after the other. */
function linesOf(probes: readonly (readonly ProbeFailure[])[]): readonly string[] {
  const lines: string[] = [];
  const write = (fields: object): void => void lines.push((fields as { failures?: string }).failures ?? 'fine');
  const logState = createStateLog({ info: write, warn: write });
  for (const failures of probes) logState(target(report({ failures })));
  return lines;
}

const loopback = (reason: ProbeFailure['reason']): readonly ProbeFailure[] => [{ probe: 'loopback', reason }];
const reset = loopback('reset');
const closed = loopback('closed');

void t.test('reasons that take turns are one state', (t) => {
  t.same(linesOf([reset, closed, reset, closed, closed, reset, []]), ['loopback=reset', 'loopback=closed', 'fine']);
  t.same(linesOf([reset, [], reset]), ['loopback=reset', 'fine', 'loopback=reset'], 'a success is another state');
  const long = Array.from({ length: 10 }, () => closed);
  t.equal(linesOf([reset, ...long.slice(1), reset]).length, 2, 'nine probes later, it is remembered');
  t.equal(linesOf([reset, ...long, reset]).length, 3, 'ten probes later, it is new');
  t.end();
});

void t.test('what else fails, or fails no more, is a change', (t) => {
  const both: readonly ProbeFailure[] = [...reset, { probe: 'http', reason: 'http_timeout' }];
  t.same(linesOf([reset, both, both, closed, reset]), [
    'loopback=reset',
    'loopback=reset http=http_timeout',
    'loopback=closed',
  ]);
  t.end();
});

void t.test('any sequence of failures of one probe: one line for each reason until it succeeds', (t) => {
  const reasons = fc.subarray(['reset', 'closed', 'tls_timeout', 'refused', 'handshake'] as const, { minLength: 1 });
  const turns = reasons.chain((some) => fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 10 }));
  fc.assert(
    fc.property(turns, fc.integer({ min: 1, max: 5 }), (some, repeats) => {
      const probes = Array.from({ length: repeats }, () => some).flat();
      const lines = linesOf([...probes.map(loopback), []]);
      return lines.length === new Set(some).size + 1 && lines.at(-1) === 'fine';
    }),
  );
  t.end();
});

void t.test('any sequence: a line says what fails at that probe, and no state is missed', (t) => {
  const failures = fc.uniqueArray(
    fc.record({
      probe: fc.constantFrom('loopback', 'name', 'http' as const),
      reason: fc.constantFrom('reset', 'closed' as const),
    }),
    { selector: ({ probe }) => probe, maxLength: 3 },
  );
  fc.assert(
    fc.property(fc.array(failures, { maxLength: 20 }), (probes) => {
      const texts = probes.map((each) => each.map(({ probe, reason }) => `${probe}=${reason}`).join(' '));
      const lines = linesOf(probes);
      const states = new Set(
        probes
          .map((each) =>
            each
              .map(({ probe }) => probe)
              .sort()
              .join(),
          )
          .filter(Boolean),
      );
      return lines.every((line) => line === 'fine' || texts.includes(line)) && lines.length >= states.size;
    }),
  );
  t.end();
});
