/** Seconds kept back for rendering and for the way to Prometheus. */
const offset = 0.5;

/**
 * Seconds that a scrape may take, from the header X-Prometheus-Scrape-Timeout-Seconds. A short one keeps at least its half. No limit of its
 * own where the header is absent or no positive number: each endpoint's timeout holds all the same.
 */
export function scrapeTimeout(header: string | readonly string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(header) ? Number(header) : 0;
  return seconds > 0 ? Math.max(seconds - offset, seconds / 2) : Infinity;
}
