import { parseExposition, valueOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';

/** A metric without labels of the kube-apiserver's own, asked with the administrator's certificate. */
export async function serverMetric(server: Apiserver, name: string): Promise<number> {
  const { status, body } = await server.get('/metrics');
  if (status !== 200) throw new Error(`/metrics: ${status} ${body}`);
  const lines = body.split('\n').filter((line) => line.startsWith(`${name} `));
  return valueOf(parseExposition(lines.join('\n')), name);
}
