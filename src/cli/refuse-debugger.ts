import { setImmediate } from 'node:timers/promises';

/**
 * Keeps SIGUSR1 from opening Node's debugger, which gives whoever connects to it on loopback the rights of the process. A handler replaces
 * that of Node for the whole life of the process. A debugger that the signal has opened before, while Node started, is closed.
 * `--inspect` still opens one.
 */
export async function refuseDebugger({
  execArgv,
  env,
}: Pick<NodeJS.Process, 'execArgv' | 'env'> = process): Promise<void> {
  process.on('SIGUSR1', () => undefined);
  if (/--inspect/.test([...execArgv, env['NODE_OPTIONS']].join(' '))) return;
  // Node can be built without it.
  const inspector = await import('node:inspector').catch(() => undefined);
  // Some versions of Node open it only in the next turn of the event loop.
  await setImmediate();
  if (inspector?.url() !== undefined) inspector.close();
}
