import type { Test } from 'tap';
import { samplesOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import type { RunningExporter } from './exporter.js';
import { prefix } from './metric-names.js';
import { until } from './until.js';

/**
 * Shows by the server's audit log that ten scrapes are ten requests for its health, and none for its version, which it has said before. The
 * exporter probes only this server, and has probed it before.
 */
export async function requestsOfScrapes(t: Test, server: Apiserver, exporter: RunningExporter): Promise<void> {
  const asked = (): readonly string[] =>
    server
      .audit()
      .filter(({ requestURI }) => /^\/(?:version|livez|healthz|metrics)/.test(requestURI))
      .map(({ requestURI }) => requestURI);
  await exporter.scrape();
  const before = asked().length;
  t.ok(asked().includes('/version'), 'it was asked once');
  for (let i = 0; i < 10; i += 1) {
    const [version] = samplesOf(await exporter.scrape(), `${prefix}kubernetes_version_info`);
    t.match(version, { value: 1, labels: { git_version: /^v1\./ } });
  }
  const requests = await until('the audit log has all requests', 10, () => {
    const since = asked().slice(before);
    return Promise.resolve(since.length >= 10 ? since : undefined);
  });
  t.same(
    requests,
    Array.from({ length: 10 }, () => '/livez?verbose'),
  );
}
