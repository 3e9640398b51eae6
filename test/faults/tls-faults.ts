import type { TlsOptions } from 'node:tls';
import type { Fault } from './fault.js';
import { startTlsServer } from './tls-server.js';

/** A TLS server with these options. It leaves requests on its connections unanswered. */
function tls(name: string, options: TlsOptions, fails: Fault['fails'], shows?: object): Fault {
  return {
    name,
    serve: (t) => startTlsServer(t, (socket) => socket.resume(), options),
    fails,
    target: { http: false, names: [] },
    ...(shows && { shows }),
  };
}

const seen = { serving: [{ subjectCommonName: 'kube-apiserver' }], trust: { state: 'trusted' } };

/** Servers with which no handshake is possible, or none for some of the names. */
export const tlsFaults: readonly Fault[] = [
  tls(
    'TLS 1.0 and 1.1 only',
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    'serving=protocol_version',
  ),
  tls('no cipher in common', { maxVersion: 'TLSv1.2', ciphers: 'NULL-SHA256@SECLEVEL=0' }, 'serving=handshake'),
  tls(
    'no cipher in common under TLS 1.3',
    { minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_CCM_8_SHA256' },
    'serving=handshake',
  ),
  tls(
    'ciphers without a certificate',
    { maxVersion: 'TLSv1.2', ciphers: 'ADH-AES128-SHA256@SECLEVEL=0' },
    'serving=handshake',
  ),
  tls('no group in common', { minVersion: 'TLSv1.3', ecdhCurve: 'X448' }, 'serving=handshake'),
  tls('no signature algorithm in common', { minVersion: 'TLSv1.3', sigalgs: 'RSA-PSS+SHA256' }, 'serving=handshake'),
  tls(
    'an SNI callback that fails',
    { SNICallback: (_name, choose) => choose(new Error('no certificate for this name')) },
    '',
    { ...seen, loopback: { state: 'not_served', because: /^(closed|reset)$/ } },
  ),
  tls('an SNI callback that never answers', { SNICallback: () => undefined }, 'loopback=tls_timeout', seen),
];
