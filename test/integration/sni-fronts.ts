import { join } from 'node:path';
import { nginxStreamModule } from './requires.js';
import { bundle, cut, type FrontSettings, pair, routedName, type SniFront, write } from './sni-front.js';
import { haproxyFronts } from './sni-fronts-haproxy.js';

function nginx(settings: FrontSettings, lines: readonly string[]): readonly string[] {
  const file = write(settings, 'nginx.conf', [
    `load_module ${nginxStreamModule};`,
    'daemon off;',
    'worker_processes 1;',
    `pid ${join(settings.folder, 'nginx.pid')};`,
    'error_log stderr;',
    'events {}',
    ...lines,
  ]);
  return ['nginx', '-e', 'stderr', '-p', settings.folder, '-c', file];
}

export const sniFronts: readonly SniFront[] = [
  ...haproxyFronts,
  {
    name: 'nginx, ssl_preread map without a default',
    needs: 'nginx',
    argv: (settings) =>
      nginx(settings, [
        'stream {',
        '  access_log off;',
        '  map $ssl_preread_server_name $upstream {',
        `    ${routedName} ${settings.backend};`,
        '  }',
        `  server { listen 127.0.0.1:${settings.port}; ssl_preread on; proxy_pass $upstream; }`,
        '}',
      ]),
    endsTls: false,
    refuses: cut,
    refusesNone: cut,
  },
  {
    name: 'nginx, ssl_reject_handshake',
    needs: 'nginx',
    argv: (settings) => {
      const [cert, key] = pair(settings);
      const listen = `listen 127.0.0.1:${settings.port} ssl`;
      return nginx(settings, [
        'http {',
        '  access_log off;',
        // The compiled-in paths are root's.
        ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
          (kind) => `  ${kind}_temp_path ${settings.folder};`,
        ),
        `  server { ${listen} default_server; ssl_reject_handshake on; }`,
        `  server { ${listen}; server_name ${routedName}; ssl_certificate ${cert}; ssl_certificate_key ${key};`,
        `    location / { proxy_pass https://${settings.backend}; } }`,
        '}',
      ]);
    },
    endsTls: true,
    refuses: ['tls_alert'],
    refusesNone: ['tls_alert'],
  },
  {
    name: 'hitch, sni-nomatch-abort',
    needs: 'hitch',
    argv: (settings) => {
      const file = write(settings, 'hitch.conf', [
        `frontend = "[127.0.0.1]:${settings.port}"`,
        `backend = "[127.0.0.1]:${settings.backend.split(':')[1] ?? ''}"`,
        `pem-file = "${bundle(settings)}"`,
        'sni-nomatch-abort = on',
        'workers = 1',
        // It refuses to work as root.
        ...(process.getuid?.() === 0 ? ['user = "nobody"'] : []),
      ]);
      return ['hitch', '--config', file];
    },
    endsTls: true,
    refuses: ['tls_alert', 'handshake', ...cut],
    refusesNone: [],
  },
  {
    name: 'Caddy, one site',
    needs: 'caddy',
    argv: (settings) => {
      const [cert, key] = pair(settings);
      const file = write(settings, 'Caddyfile', [
        '{',
        '  admin off',
        '  auto_https disable_redirects',
        '}',
        `https://${routedName}:${settings.port} {`,
        '  bind 127.0.0.1',
        `  tls ${cert} ${key}`,
        `  reverse_proxy https://${settings.backend} {`,
        '    transport http {',
        '      tls_insecure_skip_verify',
        '    }',
        '  }',
        '}',
      ]);
      const home = `HOME=${settings.folder}`;
      return ['env', home, 'caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
    },
    endsTls: true,
    refuses: ['tls_alert'],
    refusesNone: ['tls_alert'],
  },
];
