import t from 'tap';
import { isLocalDead, localAdvice, localServerDead } from '../../../src/findings/kinds/local-server.js';
import { probeFailing } from '../../../src/findings/kinds/probe.js';
import { type LocalServerState, localServerStates } from '../../../src/probe/local-server.js';
import { localServer } from '../../fixtures/local-server.js';
import { down, target } from '../../fixtures/report.js';

const inState = (state: LocalServerState) => ({ ...target(down()), localServer: localServer({ state, text: 'why' }) });
const deadStates: readonly string[] = ['dead', 'stopped', 'other'];

void t.test('a server that does not run is one finding', (t) => {
  for (const state of Object.keys(localServerStates) as LocalServerState[]) {
    const isDead = deadStates.includes(state);
    t.equal(isLocalDead(inState(state)), isDead);
    const found = localServerDead.detect(inState(state));
    const expected = isDead ? [{ severity: 'critical', addresses: ['10.225.4.51:6443'], text: 'why' }] : [];
    t.same(found, expected, state);
    t.equal(probeFailing.detect(inState(state)).length, isDead ? 0 : 1, state);
  }
  t.same(localServerDead.detect(target(down())), []);
  t.match(localServerDead.remedy(), { advice: [/crictl/], procedures: [] });
  t.end();
});

void t.test('what it says of the others', (t) => {
  t.same(localAdvice(target(down())), []);
  t.match(localAdvice(inState('elsewhere')), [/why/]);
  const beside = { ...target(down()), localAnswersAt: '10.225.4.51:6443' };
  t.match(localAdvice(beside), [/answers at 10\.225\.4\.51:6443: a load balancer/]);
  t.match(probeFailing.remedy(beside), { advice: [/a load balancer/, /Check that the port/] });
  t.end();
});
