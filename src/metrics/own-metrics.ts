import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { probesInOrder, type TargetReport } from '../probe/report.js';
import { noAddressRefused, type AddressRefusals, addressRefusalsIn } from '../probe/address-refusals-in.js';
import { reasonNames } from '../probe/reason.js';
import { truncationNames } from '../probe/truncation.js';
import { truncatedIn } from './truncated-in.js';

const prefix = 'apiserver_cert_exporter_';

/** The metrics of the exporter itself, and Node's metrics of the process. */
export interface OwnMetrics {
  readonly registry: Registry;
  /** Called after each collection of all targets with the seconds that it took. */
  readonly scraped: (seconds: number) => void;
  /** Called after each probe of a target. Counts what failed in it, and what was cut. */
  readonly probed: (report: TargetReport) => void;
  /** Called for each scrape that joined a probe under way. */
  readonly joined: () => void;
  /** Called after each attempt to load the config, at `now` in unix seconds. */
  readonly configLoaded: (success: boolean, now: number) => void;
}

/** Creates the metrics in their own registry, so that tests and two exporters in one process do not share it. */
export function createOwnMetrics(version: string): OwnMetrics {
  const registry = new Registry();
  const registers = [registry];
  addProcessMetrics(registry);

  addBuildInfo(registry, version);
  const reloadSuccessful = new Gauge({
    name: `${prefix}config_last_reload_successful`,
    help: 'Whether the last attempt to load the configuration was successful.',
    registers,
  });
  const reloadTimestamp = new Gauge({
    name: `${prefix}config_last_reload_success_timestamp_seconds`,
    help: 'Unix time of the last successful load of the configuration.',
    registers,
  });
  const duration = new Histogram({
    name: `${prefix}scrape_duration_seconds`,
    help: 'Seconds that a collection of all targets took.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const coalesced = new Counter({
    name: `${prefix}coalesced_scrapes_total`,
    help: 'Number of times that a scrape joined a probe of a target that was already under way.',
    registers,
  });
  const countProbe = createProbeCounters(registers);

  return {
    registry,
    scraped: (seconds) => duration.observe(seconds),
    probed: countProbe,
    joined: () => coalesced.inc(),
    configLoaded: (success, now) => {
      reloadSuccessful.set(Number(success));
      if (success) reloadTimestamp.set(now);
    },
  };
}

/** Returns the function that counts each probe of a target: what failed in it, and what was cut. */
function createProbeCounters(registers: Registry[]): OwnMetrics['probed'] {
  const failures = new Counter({
    name: `${prefix}probe_failures_total`,
    help: 'Failed probes, by probe and reason.',
    labelNames: ['probe', 'reason'],
    registers,
  });
  // Every pair exists from the start: a rate over a counter that begins at 1 would miss the first failure.
  for (const probe of probesInOrder) for (const reason of reasonNames) failures.inc({ probe, reason }, 0);

  const truncated = new Counter({
    name: `${prefix}truncations_total`,
    help: 'Number of times that a probe cut something because there was too much of it.',
    labelNames: ['what'],
    registers,
  });
  for (const what of truncationNames) truncated.inc({ what }, 0);

  const refused = new Counter({
    name: `${prefix}refused_addresses_total`,
    help: 'Number of addresses that were not dialled because discovery must not lead to them, by who led to them: the Kubernetes API, DNS, the DNS name of a proxy, or a request for /probe.',
    labelNames: ['source'],
    registers,
  });
  const countRefusals = (refusals: AddressRefusals, least: number): void => {
    for (const [source, count] of Object.entries(refusals)) if (count >= least) refused.inc({ source }, count);
  };
  countRefusals(noAddressRefused, 0);

  return (target) => {
    countRefusals(addressRefusalsIn(target), 1);
    for (const { probe, reason } of target.reports.flatMap((report) => report.failures))
      failures.inc({ probe, reason });
    for (const what of truncatedIn(target)) truncated.inc({ what });
  };
}

function addBuildInfo(register: Registry, version: string): void {
  new Gauge({
    name: `${prefix}build_info`,
    help: 'Version of the exporter and of Node. Always 1.',
    labelNames: ['version', 'node_version'],
    registers: [register],
  }).set({ version, node_version: process.versions.node }, 1);
}

/** Node's gauges that are named like counters, which promtool's linter refuses. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

function addProcessMetrics(register: Registry): void {
  collectDefaultMetrics({ register });
  for (const name of misnamed) register.removeSingleMetric(name);
}
