import type { Test } from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import type { RunningExporter } from './exporter.js';
import type { Kubernetes } from './kubernetes.js';
import { prefix } from './metric-names.js';

const day = 86_400;
const check = 'loopback-serving-certificate';

/** Shows that the loopback certificate lives as long as in this version, and that the server's own check of it is shown where there is one. */
export async function loopbackByVersion(
  t: Test,
  { minor }: Kubernetes,
  server: Apiserver,
  exporter: RunningExporter,
): Promise<void> {
  const samples = await exporter.scrape();
  const [notBefore = NaN, notAfter = NaN] = ['not_before', 'not_after'].map((date) =>
    valueOf(samples, `${prefix}certificate_${date}_timestamp_seconds`, { certificate: 'loopback' }),
  );
  t.equal(notAfter - notBefore, (minor < 33 ? 365 : 1096) * day, 'its whole life');

  const has = minor >= 36;
  t.equal((await server.get('/livez?verbose')).body.includes(`[+]${check} ok`), has, 'of the server itself');
  const shown = samplesOf(samples, `${prefix}health_check`, { check });
  t.same(
    shown.map(({ value }) => value),
    has ? [1] : [],
    `health_check{check="${check}"}`,
  );
  t.same(samplesOf(samples, `${prefix}health_check`).length, has ? 1 : 0, 'no other check, since all of them pass');
  t.ok(valueOf(samples, `${prefix}health_checks`, { result: 'pass' }) > 20);
}
