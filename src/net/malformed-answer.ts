/** What is wrong with an answer, by the names that Node's own parser gives it. */
export type AnswerFault =
  | 'HPE_INVALID_CONSTANT'
  | 'HPE_CR_EXPECTED'
  | 'HPE_INVALID_HEADER_TOKEN'
  | 'HPE_INVALID_CONTENT_LENGTH'
  | 'HPE_INVALID_TRANSFER_ENCODING'
  | 'HPE_INVALID_CHUNK_SIZE'
  | 'HPE_HEADER_OVERFLOW'
  | 'HPE_CHUNK_EXTENSIONS_OVERFLOW'
  /** It is HTTP, but no answer to a GET, or costs far more than its bytes. */
  | 'HPE_USER';

/** The peer's answer is not the HTTP/1.1 that is read here. */
export class MalformedAnswerError extends Error {
  readonly code: AnswerFault;

  constructor(code: AnswerFault) {
    super('malformed HTTP answer');
    this.code = code;
  }
}
