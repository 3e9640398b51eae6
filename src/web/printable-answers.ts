import type { FastifyInstance } from 'fastify';
import { printableLines } from '../text/printable.js';

/** The type of answers for people. Metrics have another one, and pages escape their texts. */
export const plainText = 'text/plain; charset=utf-8';

/** Makes plain text printable, as the last thing that is done to it: problems and errors quote files and requests. */
export function addPrintableAnswers(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    const isText = typeof payload === 'string' && reply.getHeader('content-type') === plainText;
    done(null, isText ? printableLines(payload) : payload);
  });
}
