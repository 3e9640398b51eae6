/** What a client may cost, on purpose: Node and Fastify leave most of these off, or at minutes. Times are in milliseconds. */
export interface Limits {
  /** From the connection to the end of the TLS handshake. */
  readonly handshake: number;
  /** From the connection, or the first byte of a request, to the end of its headers. */
  readonly headers: number;
  /** The same to the end of its body. */
  readonly request: number;
  /** Between two requests of a connection: longer than the usual scrape interval, so that Prometheus can keep its connection. */
  readonly idle: number;
  /** From the beginning of an answer until the client has taken it. */
  readonly answer: number;
  /** How often the times above are looked at; they are late by as much. */
  readonly check: number;
  readonly headerBytes: number;
  readonly headerCount: number;
  readonly bodyBytes: number;
  /** What comes beyond is cut off without a word: more than the thousand scrapes at once that are to be answered, if only with 503. */
  readonly connections: number;
  readonly requestsPerConnection: number;
  /** For requests under way once the server closes. */
  readonly grace: number;
}

export const defaultLimits: Limits = {
  handshake: 10_000,
  headers: 10_000,
  request: 10_000,
  idle: 75_000,
  answer: 30_000,
  check: 1_000,
  headerBytes: 8 * 1024,
  headerCount: 100,
  bodyBytes: 1024,
  connections: 2_048,
  requestsPerConnection: 1_000,
  grace: 15_000,
};
