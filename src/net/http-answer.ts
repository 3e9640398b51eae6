/** The answer to a GET, its body read as `T`. */
export type HttpAnswer<T> =
  | { readonly ok: true; readonly status: number; readonly body: T; readonly dated?: DatedAnswer | undefined }
  | { readonly ok: false; readonly failure: HttpFailure };

/** What an answer says of the server's clock. */
export interface DatedAnswer {
  /** The header Date; undefined: there is none, or a cache has kept the answer for a while (header Age). */
  readonly date: string | undefined;
  /** Our clock before the request was sent and after the answer's headers came, in unix seconds. */
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** Why there is no answer. `malformed`: it is not HTTP. `broken`: the connection failed, with Node's error. */
export type HttpFailure =
  | { readonly kind: 'timeout' | 'closed' }
  | { readonly kind: 'malformed'; readonly code: string | undefined }
  | { readonly kind: 'broken'; readonly error: NodeJS.ErrnoException };

/** Reads as much of a body as it needs, as it arrives. Leaving the loop early ends the connection. */
export type BodyReader<T> = (status: number, body: AsyncIterable<Buffer>) => Promise<T>;
