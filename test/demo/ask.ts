import type { ConnectionOptions } from 'node:tls';
import type { Apiserver } from '../../demo/apiserver.js';
import { get } from '../web/get.js';

export interface Reply {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

export interface Ask extends Pick<ConnectionOptions, 'cert' | 'key'> {
  readonly method?: string;
  readonly authorization?: string;
}

/** The answer of a simulated API server to one request on a new connection. Any certificate is accepted. */
export async function ask(
  { port, address }: Apiserver,
  path: string,
  { authorization, ...options }: Ask = {},
): Promise<Reply> {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await get({ port, host: address, path, headers, rejectUnauthorized: false, ...options });
  return { status: answer.status, type: answer.headers['content-type'], body: answer.body };
}
