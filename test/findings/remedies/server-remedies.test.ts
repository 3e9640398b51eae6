import t from 'tap';
import { serverRemedies } from '../../../src/findings/remedies/server-remedies.js';
import { serverKindNames } from '../../../src/servers/server-kind.js';
import { selfMade } from '../../fixtures/other-server.js';
import { certificate, report, target } from '../../fixtures/report.js';

void t.test('each remedy is one object, and its commands only read', (t) => {
  for (const kind of serverKindNames) {
    const { restart, serving, instances } = serverRemedies[kind];
    const made = target(report({ serving: [selfMade()] }));
    const issued = target(report({ serving: [certificate()] }));
    t.equal(serving(made), serving(made));
    t.not(serving(made), serving(issued));
    const lines = [restart, serving(made), serving(issued), instances].flatMap(({ procedures }) =>
      procedures.flatMap((procedure) => procedure.lines),
    );
    t.same(
      lines.filter((line) => !/^kubectl (?:-n \S+ )?get /.test(line)),
      [],
    );
  }
  t.end();
});
