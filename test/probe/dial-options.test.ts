import { Socket } from 'node:net';
import t from 'tap';
import { tlsContext } from '../../src/net/tls-context.js';
import { dialOptions } from '../../src/probe/dial-options.js';

const request = { ip: '192.0.2.1', port: 6443, serverName: undefined, secureContext: tlsContext() };

void t.test('dials the address, or uses the connection of a proxy', (t) => {
  const { host, port, socket } = dialOptions(request, undefined);
  t.same([host, port, socket], ['192.0.2.1', 6443, undefined]);
  const tunnel = new Socket();
  const through = dialOptions(request, tunnel);
  t.equal(through.socket, tunnel);
  t.equal(through.host, undefined);
  t.end();
});

void t.test('sends the name if there is one, accepts every certificate, and resumes no session', (t) => {
  t.match(dialOptions(request, undefined), { servername: '', rejectUnauthorized: false, session: undefined });
  t.equal(dialOptions({ ...request, serverName: 'api.example.com' }, undefined).servername, 'api.example.com');
  t.end();
});

void t.test('what decides by the served certificates must see them early', (t) => {
  t.equal(dialOptions(request, undefined).mayBeQuiet, true);
  t.equal(dialOptions({ ...request, accepts: () => true }, undefined).mayBeQuiet, false);
  t.end();
});
