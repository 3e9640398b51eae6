/** Limits for every client. By default, Node and Fastify set most of these to minutes or not at all. Times are in milliseconds. */
export interface Limits {
  /** From the connection to the end of the TLS handshake. */
  readonly handshake: number;
  /** From the connection, or the first byte of a request, to the end of its headers. */
  readonly headers: number;
  /** From the connection, or the first byte of a request, to the end of its body. */
  readonly request: number;
  /** Between two requests of a connection. Longer than the usual scrape interval, so that Prometheus can keep its connection. */
  readonly idle: number;
  /** From the start of an answer until the client has received it. */
  readonly answer: number;
  /** The interval in which the times above are checked. They can be exceeded by as much. */
  readonly check: number;
  readonly headerBytes: number;
  readonly headerCount: number;
  readonly bodyBytes: number;
  /** Further connections take the places of idle ones. It is high enough to answer a thousand scrapes at once, most of them with 503. */
  readonly connections: number;
  readonly requestsPerConnection: number;
  /** For requests in progress when the server closes. */
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
