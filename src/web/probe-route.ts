import type { FastifyInstance } from 'fastify';
import type { Exporter, ProbeAnswer } from '../scrape/exporter.js';
import { type ProbeRefusal, probeRefusals } from '../scrape/probe-request.js';
import type { Gate } from './gate.js';
import { answerScrape, secondsOf } from './metrics-routes.js';
import { acceptedFormat } from './accepted-format.js';
import { probeDebug } from './probe-debug.js';
import { readProbeQuery } from './probe-query.js';

const statuses = {
  unknown_target: 404,
  malformed_address: 400,
  not_allowed: 403,
  busy: 503,
} as const satisfies Record<ProbeRefusal['because'], number>;

/** `/probe?target=NAME[&address=…][&debug=true]`: the metrics of one target or one address. `debug` adds a description for people. */
export function addProbeRoute(app: FastifyInstance, { probe }: Pick<Exporter, 'probe'>, gate: Gate): void {
  app.get('/probe', (request, reply) => {
    const { target, address, debug } = readProbeQuery(request.query);
    const send = (answer: ProbeAnswer) => {
      if (!answer.ok) {
        if (answer.because === 'busy') reply.header('retry-after', '1');
        return reply.code(statuses[answer.because]).send(`${probeRefusals[answer.because]}\n`);
      }
      const { contentType, body } = answer.rendered;
      return debug ? reply.send(`${probeDebug(answer.report)}\n${body}`) : reply.type(contentType).send(body);
    };
    return answerScrape(
      gate,
      reply,
      () => probe({ target, address }, secondsOf(request), acceptedFormat(request.headers.accept)),
      send,
    );
  });
}
