import { Command } from 'commander';
import t from 'tap';
import { addSources, controlPlaneOption } from '../../../src/cli/check/source-options.js';

const parsed = (...argv: readonly string[]) =>
  addSources(new Command()).addOption(controlPlaneOption()).exitOverride().parse(argv, { from: 'user' }).opts();

void t.test('says what to check, and of which kind it is', (t) => {
  t.same(parsed(), { allowExec: false });
  t.match(parsed('--control-plane', 'K3S', '--no-discover', '--context', 'a'), {
    controlPlane: 'K3s',
    discover: false,
    context: 'a',
  });
  t.throws(() => parsed('--control-plane', 'odd'), /Allowed choices are kubeadm, /);
  t.end();
});
