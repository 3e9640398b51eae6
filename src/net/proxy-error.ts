/** The ways in which a proxy fails, each with its words. The list is closed. */
export const proxyFaults = {
  ERR_PROXY_UNUSABLE: 'the proxy of the environment cannot be used',
  ERR_PROXY_UNREACHABLE: 'there is no connection to the proxy',
  ERR_PROXY_UNTRUSTED: "the proxy's certificate is refused",
  ERR_PROXY_TIMEOUT: 'the proxy did not open a connection in time',
  ERR_PROXY_MALFORMED: 'the proxy gave an answer that is not valid, or none',
  ERR_PROXY_LOGIN: 'the proxy demands another login',
  ERR_PROXY_REFUSED: 'the proxy refuses, or cannot reach the address',
} as const;

export type ProxyFault = keyof typeof proxyFaults;

/** A failure of a proxy. Its message has nothing of what the proxy sent, and nothing of its login. */
export class ProxyError extends Error {
  readonly code: ProxyFault;

  /** `status`: of the proxy's HTTP answer. */
  constructor(code: ProxyFault, status?: number) {
    super(status === undefined ? proxyFaults[code] : `${proxyFaults[code]} (HTTP ${status})`);
    this.name = 'ProxyError';
    this.code = code;
  }
}
