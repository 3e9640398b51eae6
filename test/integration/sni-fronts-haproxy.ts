import { bundle, cut, type FrontSettings, routedName, type SniFront, write } from './sni-front.js';

function haproxy(settings: FrontSettings, listener: readonly string[]): readonly string[] {
  const file = write(settings, 'haproxy.cfg', [
    'defaults',
    '  mode tcp',
    '  timeout connect 5s',
    '  retries 0',
    '  timeout client 20s',
    '  timeout server 20s',
    'frontend front',
    ...listener.map((line) => `  ${line}`),
    'backend api',
    `  server api ${settings.backend}`,
    'backend other',
    `  server other ${settings.other}`,
  ]);
  return ['haproxy', '-f', file, '-db'];
}

const peek = ['tcp-request inspect-delay 5s', 'tcp-request content accept if { req.ssl_hello_type 1 }'] as const;
const isRouted = `{ req.ssl_sni -i ${routedName} }`;

/** A listener that lets nobody through who does not begin with a PROXY header. */
export function proxyHeaderListener(settings: FrontSettings): readonly string[] {
  return haproxy(settings, [`bind 127.0.0.1:${settings.port} accept-proxy`, 'default_backend api']);
}

/** It refuses these names only. Every other one, and none, leads to the API server. */
export function refusing(names: readonly string[]): (settings: FrontSettings) => readonly string[] {
  return (settings) =>
    haproxy(settings, [
      `bind 127.0.0.1:${settings.port}`,
      peek[0],
      ...names.map((name) => `tcp-request content reject if { req.ssl_sni -i ${name} }`),
      peek[1],
      'default_backend api',
    ]);
}

export const haproxyFronts: readonly SniFront[] = [
  {
    name: 'HAProxy, req.ssl_sni with reject',
    needs: 'haproxy',
    argv: (settings) =>
      haproxy(settings, [
        `bind 127.0.0.1:${settings.port}`,
        'tcp-request inspect-delay 5s',
        `tcp-request content accept if ${isRouted}`,
        'tcp-request content reject if { req.ssl_hello_type 1 }',
        'default_backend api',
      ]),
    endsTls: false,
    refuses: cut,
    refusesNone: cut,
  },
  {
    name: 'HAProxy, use_backend if, without a default',
    needs: 'haproxy',
    argv: (settings) =>
      haproxy(settings, [`bind 127.0.0.1:${settings.port}`, ...peek, `use_backend api if ${isRouted}`]),
    endsTls: false,
    refuses: cut,
    refusesNone: cut,
  },
  {
    name: 'HAProxy, another server by default',
    needs: 'haproxy',
    argv: (settings) =>
      haproxy(settings, [
        `bind 127.0.0.1:${settings.port}`,
        ...peek,
        `use_backend api if ${isRouted}`,
        'default_backend other',
      ]),
    endsTls: false,
    refuses: ['other_server'],
    refusesNone: [],
  },
  {
    name: 'HAProxy, strict-sni',
    needs: 'haproxy',
    argv: (settings) =>
      haproxy(settings, [
        `bind 127.0.0.1:${settings.port} ssl crt ${bundle(settings)} strict-sni`,
        'default_backend api',
      ]),
    endsTls: true,
    refuses: ['tls_alert', 'handshake', ...cut],
    refusesNone: ['tls_alert', 'handshake', ...cut],
  },
];
