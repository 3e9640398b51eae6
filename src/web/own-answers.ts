import { type IncomingMessage, type RequestListener, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { limitPieces } from '../net/limit-pieces.js';

export type Headers = Readonly<Record<string, string>>;

/** The headers of every answer, whether a route, Fastify or Node's parser makes it. */
const always: Headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/** Milliseconds that a client gets to receive the answer to what is no request, before its connection is cut off. */
const linger = 1_000;

/** What Node's parser found wrong (the codes of llhttp and of node:http), and the status that Node would send. */
const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** A connection with so many further requests under one that is being answered is cut off. */
const mostPipelined = 16;

/** No request here needs a body. */
const shortPieces = 64;

interface OwnAnswers {
  /** The headers of the configuration, as they are now. */
  readonly headers: () => Headers;
  readonly requestsPerConnection: number;
}

/**
 * Lets `listener` answer the requests of a server. What node:http would answer without our headers is answered here: requests without Host or
 * with two (RFC 9112 3.2), those beyond the limit of a connection, expectations (RFC 9110 10.1.1), late requests, and what is no request. The
 * answers of `listener` begin with the headers, so that none is without.
 */
export function answerAll(server: Server, listener: RequestListener, options: OwnAnswers): void {
  const requests = new WeakMap<Socket, number>();
  /** The answers of each connection that have not ended. */
  const answers = new WeakMap<Socket, Set<ServerResponse>>();
  const answer = (request: IncomingMessage, response: ServerResponse, meets: boolean): void => {
    const { socket } = request;
    const count = (requests.get(socket) ?? 0) + 1;
    requests.set(socket, count);
    const own = answers.get(socket) ?? new Set();
    // Node has read all of them at once. What follows a refusal is not answered, and costs next to nothing.
    if (own.size > 1) {
      if (own.size > mostPipelined) socket.destroy();
      else own.add(response);
      return;
    }
    limitPieces(request, { short: shortPieces, refuse: () => socket.destroy() });
    answers.set(socket, own.add(response));
    response.once('close', () => own.delete(response));
    for (const [name, value] of Object.entries({ ...always, ...options.headers() })) response.setHeader(name, value);
    if (count >= options.requestsPerConnection) response.setHeader('Connection', 'close');
    const tooMany = own.size > 1 ? pipelined : count > options.requestsPerConnection ? beyondLimit : undefined;
    const refusal = tooMany ?? (meets ? refusalOf(request) : unmet);
    if (refusal === undefined) listener(request, response);
    else refuse(response, ...refusal);
  };
  // Nobody waits for `100 Continue` where there is no body.
  const expecting: RequestListener = (request, response) => answer(request, response, !hasBody(request));
  server.on('request', (request, response) => answer(request, response, true));
  server.on('checkContinue', expecting).on('checkExpectation', expecting);
  server.on(
    'clientError',
    onClientError(options, (socket) => [...(answers.get(socket) ?? [])].some((one) => one.headersSent)),
  );
}

/** `isInside`: whether a part of an answer has been sent, so that nothing else may follow it. */
function onClientError({ headers }: OwnAnswers, isInside: (socket: Socket) => boolean) {
  const refused = new WeakSet<Socket>();
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    // What follows is not read as requests either. A reset because of it could overtake the answer.
    if (refused.has(socket)) return;
    refused.add(socket);
    if (error.code === 'ECONNRESET' || !socket.writable || isInside(socket)) {
      socket.destroy();
      return;
    }
    socket.end(rawAnswer(statusOf[error.code ?? ''] ?? 400, headers()));
    setTimeout(() => socket.destroy(), linger).unref();
  };
}

type Refusal = readonly [status: number, text: string];

const unmet: Refusal = [417, 'no expectation is met: send the request without\n'];

const beyondLimit: Refusal = [503, 'too many requests on a connection\n'];

const pipelined: Refusal = [503, 'one request at a time on a connection\n'];

function refusalOf(request: IncomingMessage): Refusal | undefined {
  const hosts = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  const isFine = hosts === 1 || (hosts === 0 && request.httpVersion === '1.0');
  return isFine ? undefined : [400, 'a request has one header Host\n'];
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { Connection: 'close', 'Content-Length': Buffer.byteLength(text) }).end(text);
}

function rawAnswer(status: number, headers: Headers): string {
  const reason = STATUS_CODES[status] ?? '';
  const body = `${reason.toLowerCase()}\n`;
  const all = {
    ...always,
    ...headers,
    Date: new Date().toUTCString(),
    Connection: 'close',
    'Content-Length': body.length,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
