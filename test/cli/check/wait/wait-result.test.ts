import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { addSeen, judgeWait, type Wanted } from '../../../../src/cli/check/wait/judge-wait.js';
import { sightingOf } from '../../../../src/cli/check/wait/sighting.js';
import { waitExitCode, type Waited, waitJson, waitLine } from '../../../../src/cli/check/wait/wait-result.js';
import type { Report } from '../../../../src/probe/report.js';
import { down, nameVerdict, now, report, target, uncoveredName } from '../../../fixtures/report.js';
import { answering } from './wait-fixture.js';

const endpoint = '10.225.4.51:6443';
const name = 'api.example.com';
const restart: Wanted = { restart: true, after: now, isGiven: false, names: [] };

function waited(wanted: Wanted, first: Report, then: Report): Waited {
  const last = sightingOf([target(then)], wanted.names);
  const seen = addSeen(addSeen(undefined, sightingOf([target(first)], wanted.names), wanted), last, wanted);
  return { endpoint, wanted, seen, last, state: judgeWait(last, seen, wanted), waited: 12.4 };
}

const old = answering([{ startedAt: now - 1000 }], { names: [nameVerdict()] });
const fresh = answering([{ startedAt: now + 10 }], { names: [nameVerdict()] });
const oldText = `the process @${now - 1000} (started 2026-11-21 11:43:20 UTC)`;
const freshText = `the process @${now + 10} (started 2026-11-21 12:00:10 UTC)`;

void t.test('one line', (t) => {
  const line = (...of: Parameters<typeof waited>): string => waitLine(waited(...of));
  const ok = `OK (exit code 0): ${endpoint}: `;
  t.equal(line(restart, old, fresh), `${ok}restarted, ${freshText}; before it ${oldText}`);
  const named = { ...restart, isGiven: true, names: [name] };
  t.equal(line(named, old, fresh), `${ok}restarted, ${freshText}; covered: ${name}`);
  t.equal(line({ ...named, restart: false }, old, old), `${ok}covered: ${name}`);
  t.equal(line(restart, old, old), `TIMEOUT (exit code 1): ${endpoint}, after 12 s: ${oldText} still answers`);
  t.equal(
    line(restart, old, down()),
    `TIMEOUT (exit code 3): ${endpoint}, after 12 s: nothing listens on this port (refused); it answered at the begin: ${oldText}`,
  );
  t.match(
    line(restart, down(), old),
    /still answers; nothing answered when the wait began at 2026-11-21 12:00:00 UTC: /,
  );
  t.notMatch(line({ ...restart, isGiven: true }, down(), old), /when the wait began/);
  t.notMatch(line(restart, down(), down()), /when the wait began/);
  const hidden = report({ loopback: { state: 'not_served', because: 'serving_certificate' } });
  t.match(line(restart, hidden, hidden), /^UNKNOWN \(exit code 3\): .*does not show the loopback certificate/);
  t.end();
});

void t.test('exit codes', (t) => {
  t.equal(waitExitCode({ state: 'proved' }), 0);
  t.equal(waitExitCode({ state: 'pending', because: '', isKnown: true }), 1);
  t.equal(waitExitCode({ state: 'pending', because: '', isKnown: false }), 3);
  t.equal(waitExitCode({ state: 'hidden', because: '' }), 3);
  t.end();
});

void t.test('JSON, as its schema says', (t) => {
  const schema = JSON.parse(readFileSync('docs/check-wait.schema.json', 'utf8')) as object;
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const hidden = report({ loopback: { state: 'not_served', because: 'serving_certificate' } });
  const named = { ...restart, names: [name, 'b.example.com'] };
  const all = [
    waited(named, old, { ...fresh, names: [uncoveredName()] }),
    waited(named, old, fresh),
    waited(restart, old, down()),
    waited(restart, hidden, hidden),
  ];
  for (const each of all) t.ok(validate(JSON.parse(waitJson(each))), JSON.stringify(validate.errors));
  t.notOk(validate({ ...(JSON.parse(waitJson(waited(restart, old, fresh))) as object), more: 1 }));
  t.end();
});

void t.test('JSON', (t) => {
  const wanted = { ...restart, names: [name, 'b.example.com'] };
  const parsed = JSON.parse(waitJson(waited(wanted, old, { ...fresh, names: [uncoveredName()] }))) as object;
  t.match(parsed, {
    version: 1,
    exitCode: 1,
    endpoint,
    state: 'timeout',
    because: /^x509: /,
    waitedSeconds: 12,
    restart: true,
    startedAfter: '2026-11-21T12:00:00Z',
    before: [{ number: now - 1000, startedAt: '2026-11-21T11:43:20Z', fingerprintSha256: /^[0-9a-f]{64}$/ }],
    processes: [{ number: now + 10 }],
    ready: true,
    names: [
      { name, accepted: false, problem: /^x509: / },
      { name: 'b.example.com', accepted: null, problem: null },
    ],
  });
  t.match(JSON.parse(waitJson(waited(restart, old, fresh))), { exitCode: 0, state: 'ok', because: null });
  t.match(JSON.parse(waitJson(waited(restart, old, down()))), { exitCode: 3, ready: null, processes: [] });
  t.end();
});
