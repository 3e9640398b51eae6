import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { requires } from '../../integration/requires.js';
import { startRancherServer } from '../procedures/rancher-server.js';
import { runPasted } from '../procedures/simulated-commands.js';
import { situation } from './all-procedures.js';

void t.test(
  'names are added, and certificates renewed, by its own service and kubectl',
  requires('openssl'),
  async (t) => {
    const server = await startRancherServer(t, 'rke2');
    const [[reissue], [renew]] = [
      proceduresFor('reissue', situation, ['RKE2']),
      proceduresFor('renew', situation, ['RKE2']),
    ];
    const added = await runPasted(t, reissue?.lines ?? [], server);
    t.same([added.code, server.names()], [0, [...situation.sans.missing].sort()], added.stderr);
    const renewed = await runPasted(t, renew?.lines ?? [], server);
    t.equal(renewed.code, 0, renewed.stderr);
    t.same(
      [...added.log, ...renewed.log].filter((each) => !each.startsWith('kubectl')),
      [
        'systemctl restart rke2-server',
        'systemctl stop rke2-server',
        'rke2 certificate rotate --service api-server,rke2-server',
        'systemctl start rke2-server',
      ],
    );
    await runPasted(t, reissue?.back ?? [], server);
    t.same(server.names(), []);
  },
);
