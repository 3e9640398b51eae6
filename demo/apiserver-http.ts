import type { IncomingMessage, RequestListener } from 'node:http';

/** How the HTTP side of a simulated API server answers. */
export interface ApiserverHttp {
  /** As in the answer to `/version`: `v1.20.2`. */
  readonly gitVersion: string;
  /** Unix seconds: `process_start_time_seconds`. */
  readonly startedAt: number;
  /**
   * What a request without credentials may see: `public` is kubeadm's default, /version and health but not /metrics; `forbidden`: it is
   * known as system:anonymous and may see nothing (403); `unauthorized`: anonymous requests are off (401).
   */
  readonly anonymous: 'public' | 'forbidden' | 'unauthorized';
  /** The bearer token that may see everything; any other is unauthorized. A verified client certificate may see everything too. */
  readonly token: string | undefined;
  /** The names of the health checks, in order. Kubernetes 1.36 and later have `loopback-serving-certificate` among them. */
  readonly checks: readonly string[];
  /** The names in `checks` that fail. */
  readonly failing: readonly string[];
  /** Its clock, in unix seconds. */
  readonly now: () => number;
}

/** The answers of a real kube-apiserver v1.20.2, without the post-start hooks. */
export const defaultHttp: ApiserverHttp = {
  gitVersion: 'v1.20.2',
  startedAt: 0,
  anonymous: 'public',
  token: undefined,
  checks: ['ping', 'log', 'etcd', 'autoregister-completion'],
  failing: [],
  now: () => Date.now() / 1000,
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The state from which answers are made. It is read again for each request, so that a restart shows. */
export interface ApiserverState extends ApiserverHttp {
  /** `apiserver_tls_handshake_errors_total`. */
  readonly handshakeErrors: number;
}

type Route = (state: ApiserverState, query: URLSearchParams) => Answer;

const publicPaths: Readonly<Record<string, Route>> = {
  '/version': ({ gitVersion }) => json(200, versionInfo(gitVersion)),
  '/healthz': health('healthz'),
  '/livez': health('livez'),
  '/readyz': health('readyz'),
};
const allPaths: Readonly<Record<string, Route>> = { ...publicPaths, '/metrics': metrics };

/** Returns the request listener of a simulated API server. `state` is called at each request. */
export function apiserverListener(state: () => ApiserverState): RequestListener {
  return (request, response) => {
    const current = state();
    const { status, type, body } = answer(request, current);
    const headers = {
      'Cache-Control': 'no-cache, private',
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      Date: new Date(current.now() * 1000).toUTCString(),
    };
    response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  };
}

function answer(request: IncomingMessage, state: ApiserverState): Answer {
  const user = identify(request, state);
  if (user === 'nobody') return json(401, failure(401, 'Unauthorized', 'Unauthorized'));
  const url = String(request.url);
  const pathname = url.replace(/\?.*$/, '');
  const visible = user === 'known' ? allPaths : state.anonymous === 'public' ? publicPaths : {};
  const route = request.method === 'GET' && Object.hasOwn(visible, pathname) ? visible[pathname] : undefined;
  if (route !== undefined) return route(state, new URLSearchParams(url.slice(pathname.length)));
  return user === 'known' ? notFound : json(403, forbidden(request.method, pathname));
}

function identify(request: IncomingMessage, { token, anonymous }: ApiserverHttp): 'known' | 'anonymous' | 'nobody' {
  const { authorization } = request.headers;
  if ('authorized' in request.socket && request.socket.authorized === true) return 'known';
  if (authorization === undefined) return anonymous === 'unauthorized' ? 'nobody' : 'anonymous';
  return token !== undefined && authorization === `Bearer ${token}` ? 'known' : 'nobody';
}

/** k8s.io/apiserver/pkg/server/healthz: a failing answer is always verbose, and its reasons are withheld. */
function health(name: string): Route {
  return ({ checks, failing }, query) => {
    const lines = checks.map((check) =>
      failing.includes(check) ? `[-]${check} failed: reason withheld\n` : `[+]${check} ok\n`,
    );
    if (checks.some((check) => failing.includes(check))) return text(500, `${lines.join('')}${name} check failed\n`);
    return text(200, query.has('verbose') ? `${lines.join('')}${name} check passed\n` : 'ok');
  };
}

function metrics({ handshakeErrors, gitVersion, startedAt }: ApiserverState): Answer {
  const samples = [
    ['aggregator_unavailable_apiservice', 'gauge', '{name="v1."}', 0],
    ['apiserver_tls_handshake_errors_total', 'counter', '', handshakeErrors],
    ['kubernetes_build_info', 'gauge', `{git_version="${gitVersion}"}`, 1],
    ['process_start_time_seconds', 'gauge', '', startedAt],
  ] as const;
  const body = samples.map(
    ([name, type, labels, value]) =>
      `# HELP ${name} Simulated.\n# TYPE ${name} ${type}\n${name}${labels} ${goFloat(value)}\n`,
  );
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: body.join('') };
}

/** As Go's strconv.FormatFloat(value, 'g', -1, 64), which the exposition format uses: scientific from 1e6 on, two digits of exponent. */
function goFloat(value: number): string {
  return Math.abs(value) < 1e6 ? String(value) : value.toExponential().replace(/e\+(\d)$/, 'e+0$1');
}

function versionInfo(gitVersion: string): object {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: 'go1.19.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function forbidden(method = 'GET', path: string): object {
  const message = `forbidden: User "system:anonymous" cannot ${method.toLowerCase()} path "${path}"`;
  return failure(403, 'Forbidden', message, { details: {} });
}

function failure(code: number, reason: string, message: string, extra: object = {}): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, ...extra, code };
}

const notFound: Answer = text(404, '404 page not found\n');

function text(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

/** Encodes as Go does: its indentation puts the closing brace of an empty object on its own line. */
function json(status: number, value: object): Answer {
  const body = JSON.stringify(value, null, 2).replaceAll('{}', '{\n    \n  }');
  return { status, type: 'application/json', body };
}
