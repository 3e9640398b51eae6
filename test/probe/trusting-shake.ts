import { connect } from 'node:tls';
import type { IssuedCertificate } from '../../demo/pki.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createTlsContext } from '../../src/net/tls-context.js';
import {
  type Dial,
  type FailedHandshake,
  type Handshake,
  handshake,
  type HandshakeRequest,
} from '../../src/probe/handshake.js';

/** Does one handshake with this port of 127.0.0.1. By default it sends no SNI, has 5 seconds, and dials as the program does. */
export type ShakePort = (
  port: number,
  request?: Partial<HandshakeRequest>,
  seconds?: number,
  dial?: Dial,
) => Promise<Handshake | FailedHandshake>;

/** Creates the function that does handshakes on 127.0.0.1 and trusts this CA. */
export function trustingShake({ der }: Pick<IssuedCertificate, 'der'>): ShakePort {
  const secureContext = createTlsContext([der]);
  return (port, request = {}, seconds = 5, dial = connect) =>
    handshake(dial, systemClock, {
      ip: '127.0.0.1',
      port,
      serverName: undefined,
      secureContext,
      ca: [der],
      deadline: deadlineIn(seconds, systemClock),
      ...request,
    });
}
