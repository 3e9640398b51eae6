import { startTcpServer } from '../fixtures/tcp-server.js';
import type { Fault } from './fault.js';
import { flood } from './flood.js';
import { type AlertName, alertDescriptions, fatalAlert, warningAlert } from './tls-records.js';

/** The reasons of alerts that have their own reason. */
const reasons: Partial<Readonly<Record<AlertName, string>>> = {
  handshake_failure: 'handshake',
  insufficient_security: 'handshake',
  protocol_version: 'protocol_version',
  // We send no certificate, so an alert about it means that it is missing.
  bad_certificate: 'client_certificate_required',
  certificate_required: 'client_certificate_required',
  certificate_unknown: 'client_certificate_required',
  unknown_ca: 'client_certificate_required',
  no_certificate: 'client_certificate_required',
};

const names = Object.keys(alertDescriptions) as readonly AlertName[];

/** Ends each handshake with this alert. */
function fatal(name: string, description: number, reason: string): Fault {
  return {
    name: `the alert ${name}`,
    serve: (t) => startTcpServer(t, (socket) => socket.once('data', () => socket.end(fatalAlert(description)))),
    fails: `serving=${reason}`,
  };
}

/** Every alert of the standards, and some that do not exist. */
export const alertFaults: readonly Fault[] = [
  ...names.map((name) => fatal(name, alertDescriptions[name], reasons[name] ?? 'tls_alert')),
  fatal('close_notify, marked as fatal', 0, 'closed'),
  // Node reports it as an end of the connection, without a reason.
  fatal('of an unknown number', 200, 'closed'),
  {
    name: 'a warning alert, then nothing',
    serve: (t) => startTcpServer(t, (socket) => socket.once('data', () => socket.write(warningAlert(112)))),
    fails: 'serving=tls_timeout',
  },
  {
    name: 'close_notify, then nothing',
    serve: (t) => startTcpServer(t, (socket) => socket.once('data', () => socket.write(warningAlert(0)))),
    fails: 'serving=closed',
  },
  {
    name: 'endless warning alerts',
    serve: (t) => startTcpServer(t, (socket) => flood(socket, warningAlert(90))),
    fails: 'serving=handshake',
  },
];
