import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Exporter, ProbeAnswer } from '../scrape/exporter.js';
import { type ProbeRefusal, probeRefusals } from '../scrape/probe-request.js';
import { acceptedFormat } from './accepted-format.js';
import type { TextInPieces } from './bodies.js';
import type { Payload } from './compression.js';
import { answerScrape, type ScrapeAnswers, secondsOf } from './metrics-routes.js';
import { probeDebug } from './probe-debug.js';
import { readProbeQuery } from './probe-query.js';

const statuses = {
  unknown_target: 404,
  malformed_address: 400,
  not_allowed: 403,
  busy: 503,
} as const satisfies Record<ProbeRefusal['because'], number>;

/** `/probe?target=NAME[&address=…][&debug=true]`: the metrics of one target or one address. `debug` adds a description for people. */
export function addProbeRoute(
  app: FastifyInstance,
  { probe }: Pick<Exporter, 'probe'>,
  { gate, prepare }: ScrapeAnswers,
): void {
  app.get('/probe', (request, reply) => {
    const { target, address, debug } = readProbeQuery(request.query);
    const work = async (): Promise<Prepared> => {
      const answer = await probe({ target, address }, secondsOf(request), acceptedFormat(request.headers.accept));
      if (!answer.ok) return answer;
      const { contentType } = answer.rendered;
      return { ok: true, ...(!debug && { contentType }), begin: await prepare(reply, textOf(answer, debug)) };
    };
    const send = (prepared: Prepared): FastifyReply => {
      if (prepared.ok) {
        if (prepared.contentType !== undefined) reply.type(prepared.contentType);
        return reply.send(prepared.begin());
      }
      if (prepared.because === 'busy') reply.header('retry-after', '1');
      return reply.code(statuses[prepared.because]).send(`${probeRefusals[prepared.because]}\n`);
    };
    return answerScrape(gate, reply, work, send);
  });
}

/** A refusal, or what begins the answer. Without `contentType`, it is a text for people. */
type Prepared = ProbeRefusal | { readonly ok: true; readonly contentType?: string; readonly begin: () => Payload };

function textOf({ report, rendered }: Extract<ProbeAnswer, { ok: true }>, debug: boolean): TextInPieces {
  if (!debug) return rendered;
  return {
    pieces: async function* pieces() {
      yield `${probeDebug(report)}\n`;
      yield* rendered.pieces();
    },
  };
}
