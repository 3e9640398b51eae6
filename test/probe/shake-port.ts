import { dialTls } from '../../src/net/dial-tls.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { tlsContext } from '../../src/net/tls-context.js';
import {
  type Dial,
  type FailedHandshake,
  type Handshake,
  handshake,
  type HandshakeRequest,
} from '../../src/probe/handshake.js';

/** Does one handshake with this port of 127.0.0.1. By default it sends no SNI, has 5 seconds, and dials as the program does. */
export function shakePort(
  port: number,
  request: Partial<HandshakeRequest> = {},
  seconds = 5,
  dial: Dial = dialTls,
): Promise<Handshake | FailedHandshake> {
  return handshake(dial, systemClock, {
    ip: '127.0.0.1',
    port,
    serverName: undefined,
    secureContext: tlsContext(),
    deadline: deadlineIn(seconds, systemClock),
    ...request,
  });
}
