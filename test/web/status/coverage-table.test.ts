import t from 'tap';
import type { NameRole } from '../../../src/discovery/target.js';
import type { NameVerdict, Report } from '../../../src/probe/report.js';
import type { RefusalReason } from '../../../src/x509/go-refusal.js';
import { markupOf } from '../../../src/web/page/html.js';
import { coverageTable } from '../../../src/web/status/coverage-table.js';
import { down, nameVerdict, report, uncoveredName } from '../../fixtures/report.js';
import { endpointsOf } from './endpoint-fixture.js';

const judged = (change: Partial<NameVerdict>, covered: boolean): NameVerdict =>
  (covered ? nameVerdict : uncoveredName)(change);
const client = (name: string, covered: boolean): NameVerdict => judged({ name }, covered);
const own = (name: string, covered: boolean): NameVerdict => judged({ name, role: 'instance' }, covered);

/** The table's rows, each as the texts of its cells. */
function rows(...reports: readonly Report[]): readonly (readonly string[])[] {
  const table = markupOf(coverageTable('prod', endpointsOf(...reports)));
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd].*?>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, '').trim()),
  );
}

void t.test('names and endpoints, uncovered names first, own addresses in one row', (t) => {
  const table = rows(
    report({ address: '10.0.0.1:6443', names: [client('a', true), client('b', true), own('10.0.0.1', true)] }),
    report({ address: '10.0.0.2:6443', names: [client('a', true), client('b', false), own('10.0.0.2', false)] }),
    report({ address: '10.0.0.3:6443', names: [client('a', true)] }),
    report({ address: '10.0.0.4:6443', failures: [{ probe: 'name', reason: 'reset' }] }),
    down({ address: 'api.example' }),
  );
  t.same(table, [
    ['Name', '10.0.0.1:6443', '10.0.0.2:6443', '10.0.0.3:6443', '10.0.0.4:6443', 'api.example'],
    ['b', '✓ covered', '✕ missing', '–not expected here', '? unknown', '? unknown'],
    ['a', '✓ covered', '✓ covered', '✓ covered', '? unknown', '? unknown'],
    ['the endpoint’s own address', '✓ covered', '✕ missing 10.0.0.2', '–not expected here', '? unknown', '? unknown'],
  ]);
  t.end();
});

void t.test('names that are not reachable at an endpoint', (t) => {
  const notHere = (name: string, role: NameRole) => ({ name, role, because: 'closed', shown: undefined }) as const;
  const table = rows(
    report({ address: '10.0.0.1:6443', names: [client('a', true), own('10.0.0.1', true)] }),
    report({
      address: '10.0.0.2:6443',
      namesNotHere: [notHere('a', 'client'), notHere('b', 'client'), notHere('10.0.0.2', 'instance')],
      failures: [{ probe: 'name', reason: 'tls_timeout' }],
    }),
  );
  t.same(table, [
    ['Name', '10.0.0.1:6443', '10.0.0.2:6443'],
    ['a', '✓ covered', '– not reachable here'],
    ['b', '–not expected here', '– not reachable here'],
    ['the endpoint’s own address', '✓ covered', '– not reachable here'],
  ]);
  t.end();
});

void t.test('no table without names that clients use', (t) => {
  t.equal(markupOf(coverageTable('prod', endpointsOf(report({ names: [own('10.0.0.1', true)] })))), '');
  t.equal(markupOf(coverageTable('prod', endpointsOf(report()))), '');
  t.same(
    rows(report({ names: [client('a', true)] })).map(([name]) => name),
    ['Name', 'a'],
  );
  t.end();
});

void t.test('some of very many names, and a summary of the others', (t) => {
  const names = Array.from({ length: 100 }, (_, at) => client(`name-${at}`, at > 70));
  const some = markupOf(coverageTable('prod', endpointsOf(report({ names }))));
  t.match(some, '40 further names not shown here: 11 names refused somewhere.');
  const fine = names.map(({ name }) => client(name, true));
  t.match(
    markupOf(coverageTable('prod', endpointsOf(report({ names: fine })))),
    '40 further names not shown here: all are covered.',
  );
  t.end();
});

void t.test('names that are refused for another reason than the name', (t) => {
  const refused = (reason: RefusalReason, change: Partial<NameVerdict> = {}) =>
    nameVerdict({ verdict: { accepted: false, reason, message: 'x509: …' }, ...change });
  const table = rows(
    report({ address: 'a', names: [refused('unknown_authority'), own('10.0.0.1', false)] }),
    report({ address: 'b', names: [refused('expired'), refused('expired', { name: '10.0.0.2', role: 'instance' })] }),
  );
  t.same(table.slice(1), [
    ['api.example.com', '✕ refused: unknown CA', '✕ refused: expired'],
    ['the endpoint’s own address', '✕ missing 10.0.0.1', '✕ refused: expired 10.0.0.2'],
  ]);
  t.end();
});
