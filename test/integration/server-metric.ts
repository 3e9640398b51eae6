import { type ExpositionSample, parseExposition, valueOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';

/** Reads one of the kube-apiserver's own metrics without labels, with the administrator's certificate. */
export async function serverMetric(server: Apiserver, name: string): Promise<number> {
  return valueOf(await serverSamples(server, name), name);
}

/** Returns all samples of one of its metrics. */
export async function serverSamples(server: Apiserver, name: string): Promise<readonly ExpositionSample[]> {
  const { status, body } = await server.get('/metrics');
  if (status !== 200) throw new Error(`/metrics: ${status} ${body}`);
  const lines = body.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return parseExposition(lines.join('\n'));
}
