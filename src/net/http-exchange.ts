import type { Duplex } from 'node:stream';
import type { AnswerHead } from './answer-head.js';
import { AnswerReader } from './answer-reader.js';
import { BodyPieces } from './body-pieces.js';
import type { Clock } from './clock.js';
import type { BodyReader, DatedAnswer, HttpAnswer, HttpFailure } from './http-answer.js';
import { MalformedAnswerError } from './malformed-answer.js';

/** A request that was sent, and its answer as far as it has come. */
export interface Exchange {
  /** Returns whether all of the bytes belong to the answer. */
  readonly take: (bytes: Buffer) => boolean;
  /** Nothing more comes. */
  readonly end: () => void;
  readonly fail: (error: Error) => void;
  /** The connection has closed. */
  readonly reset: () => void;
  /** Whether the connection can be used for another request. Undefined: the answer is not whole. */
  readonly keepsOpen: () => boolean | undefined;
}

/** Begins to wait for an answer to a request that is sent now. `answer` never rejects. */
export function startExchange<T>(
  read: BodyReader<T>,
  socket: Duplex,
  clock: Clock,
): Exchange & { readonly answer: Promise<HttpAnswer<T>> } {
  const sentAt = clock.now();
  const pieces = new BodyPieces(socket);
  let settle: (answer: HttpAnswer<T>) => void = () => undefined;
  const answer = new Promise<HttpAnswer<T>>((resolve) => (settle = resolve));
  let keepsOpen = false;
  const fail = (error: Error): void => {
    // First, because the reader's own error says less.
    settle({ ok: false, failure: failureOf(error) });
    pieces.end(error);
  };
  const onHead = (head: AnswerHead): void => {
    ({ keepsOpen } = head);
    const dated = datedBy(head, sentAt, clock.now());
    read(head.status, pieces).then((body) => settle({ ok: true, status: head.status, body, dated }), fail);
  };
  const reader = new AnswerReader({ onHead, onPiece: (piece) => pieces.put(piece), onEnd: () => pieces.end() });
  const failUnlessDone = (error: Error): void => {
    if (!reader.isDone) fail(error);
  };
  return {
    answer,
    take: (bytes) => {
      try {
        return reader.take(bytes) === bytes.length;
      } catch (error) {
        fail(error as Error);
        return false;
      }
    },
    end: () => {
      if (!reader.end()) fail(resetError());
    },
    fail: failUnlessDone,
    reset: () => {
      if (!reader.isDone) fail(resetError());
    },
    keepsOpen: () => (reader.isDone ? keepsOpen : undefined),
  };
}

function datedBy({ date, age }: AnswerHead, sentAt: number, answeredAt: number): DatedAnswer {
  return { date: age === undefined ? date : undefined, sentAt, answeredAt };
}

/** The deadline came before the end of the answer. */
export class DeadlineError extends Error {}

/** The error that Node's own client has for a connection that ends before its answer does. */
function resetError(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

export function failureOf(error: NodeJS.ErrnoException): HttpFailure {
  if (error instanceof DeadlineError) return { kind: 'timeout' };
  return error instanceof MalformedAnswerError ? { kind: 'malformed', code: error.code } : { kind: 'broken', error };
}
