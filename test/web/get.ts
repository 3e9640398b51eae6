import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { type ConnectionOptions, TLSSocket } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The subject of the certificate that was served; empty over plain HTTP. */
  readonly subject: string;
  readonly resumed: boolean;
}

export interface GetOptions extends RequestOptions, Pick<ConnectionOptions, 'ALPNProtocols'> {
  readonly port: number;
  readonly plain?: boolean;
}

/** Sends one GET to 127.0.0.1, over TLS unless `plain`, on a new connection unless an agent is given. Rejects without an answer. */
export async function get({ plain = false, ...options }: GetOptions): Promise<Answer> {
  const request = (plain ? requestHttp : requestHttps)({ host: '127.0.0.1', path: '/', agent: false, ...options });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  // A response that has ended may have lost its socket, so its data is read at once.
  const tls = response.socket instanceof TLSSocket ? response.socket : undefined;
  const subject = tls?.getPeerX509Certificate()?.subject ?? '';
  const resumed = tls?.isSessionReused() ?? false;
  response.setEncoding('utf8');
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body, subject, resumed };
}

/** Returns the code of the error with which a GET fails, or its status. */
export async function outcome(options: GetOptions): Promise<string | number> {
  try {
    return (await get(options)).status;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
