import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import { clientNetwork } from './client-network.js';
import { createLoginCheck, parseUserPassword } from './login.js';
import { createPasswordCheck } from './password-check.js';

/**
 * How many comparisons wait. A tenth of a second each, those of one network take a few seconds; another network waits for one of each at a
 * time.
 */
const limits = { perClient: 64, total: 256 };

/** Requires the login of a user of the web configuration on every path. Without users, no login is needed. */
export function addBasicAuth(app: FastifyInstance, { current }: LiveWebConfig): void {
  const check = createPasswordCheck(limits);
  const login = createLoginCheck(check);
  app.addHook('onClose', () => check.close());

  app.addHook('onRequest', async (request, reply) => {
    const { users } = current();
    if (users.size === 0) return;
    const given = parseUserPassword(request.headers.authorization);
    const verdict = given === undefined ? 'refused' : await login(given, users, clientNetwork(request.ip));
    if (verdict === 'busy') return await reply.code(503).header('retry-after', '5').send('too many logins at once\n');
    if (verdict === 'refused') {
      return await reply
        .code(401)
        .header('www-authenticate', 'Basic realm="apiserver-cert-exporter", charset="UTF-8"')
        .send('unauthorized\n');
    }
  });
}
