import type { FastifyInstance } from 'fastify';
import type { LiveWebConfig } from '../web-config/live-web-config.js';
import { createLoginCheck, parseUserPassword } from './login.js';
import { createPasswordCheck } from './password-check.js';

/** Some seconds' worth of bcrypt. */
const maxWaiting = 32;

/** Lets in the users of the web configuration alone, on every path; everybody where it names none. */
export function addBasicAuth(app: FastifyInstance, { current }: LiveWebConfig): void {
  const check = createPasswordCheck(maxWaiting);
  const login = createLoginCheck(check);
  app.addHook('onClose', () => check.close());

  app.addHook('onRequest', async (request, reply) => {
    const { users } = current();
    if (users.size === 0) return;
    const given = parseUserPassword(request.headers.authorization);
    const verdict = given === undefined ? 'refused' : await login(given, users);
    if (verdict === 'busy') return await reply.code(503).header('retry-after', '5').send('too many logins under way\n');
    if (verdict === 'refused') {
      return await reply
        .code(401)
        .header('www-authenticate', 'Basic realm="apiserver-cert-exporter", charset="UTF-8"')
        .send('unauthorized\n');
    }
  });
}
