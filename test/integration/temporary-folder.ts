import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './at-exit.js';

/** A new folder that nobody else can read, removed at the end of the test or of the process. */
export function temporaryFolder(t: { readonly teardown: (end: () => void) => unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), 'apiserver-cert-exporter-integration-'));
  // Processes that were just killed may still write while it is removed.
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  const callOff = atExit(remove);
  t.teardown(() => {
    remove();
    callOff();
  });
  return folder;
}
