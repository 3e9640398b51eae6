import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import { createLoginCheck, parseUserPassword } from './login.js';
import { createPasswordCheck } from './password-check.js';

/** The maximum number of waiting comparisons, which take a few seconds. */
const maxWaiting = 32;

/** Requires the login of a user of the web configuration on every path. Without users, no login is needed. */
export function addBasicAuth(app: FastifyInstance, { current }: LiveWebConfig): void {
  const check = createPasswordCheck(maxWaiting);
  const login = createLoginCheck(check);
  app.addHook('onClose', () => check.close());

  app.addHook('onRequest', async (request, reply) => {
    const { users } = current();
    if (users.size === 0) return;
    const given = parseUserPassword(request.headers.authorization);
    const verdict = given === undefined ? 'refused' : await login(given, users);
    if (verdict === 'busy') return await reply.code(503).header('retry-after', '5').send('too many logins at once\n');
    if (verdict === 'refused') {
      return await reply
        .code(401)
        .header('www-authenticate', 'Basic realm="apiserver-cert-exporter", charset="UTF-8"')
        .send('unauthorized\n');
    }
  });
}
