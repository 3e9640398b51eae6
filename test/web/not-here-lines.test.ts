import t from 'tap';
import { notHereLine, notServedLine } from '../../src/web/not-here-lines.js';
import { certificate } from '../fixtures/report.js';

void t.test('why the loopback certificate is not served', (t) => {
  t.equal(notServedLine('serving_certificate'), 'not served: its SNI is answered with the serving certificate');
  t.equal(notServedLine('other_certificate'), 'not reachable here: another server answered');
  t.equal(
    notServedLine('tls_alert'),
    'not reachable here: its SNI is refused: tls_alert (the server ended the handshake with a fatal alert)',
  );
  t.end();
});

void t.test('why a name is not reachable', (t) => {
  const name = { name: 'a', role: 'client', shown: undefined } as const;
  t.match(
    notHereLine({ ...name, because: 'reset' }),
    /^a \(client\): not reachable here: its SNI is refused: reset \(/,
  );
  const other = { ...name, because: 'other_server' } as const;
  t.equal(notHereLine(other), 'a (client): not reachable here: a server of another CA answers');
  const shown = [certificate({ fingerprintSha256: 'ab' })] as const;
  t.match(notHereLine({ ...other, shown }), /answers, SHA-256 ab$/);
  t.end();
});
