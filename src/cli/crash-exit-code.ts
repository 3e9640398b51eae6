/** What `check` ends with where a state is not known. Node itself would end with 1, which is a warning to whoever reads exit codes. */
const unknown = 3;

/** Makes the process end with 3 if an error that nothing has handled ends it. */
export function setCrashExitCode(
  process: NodeJS.EventEmitter & { exitCode?: typeof globalThis.process.exitCode },
): void {
  process.on('uncaughtExceptionMonitor', () => {
    // Node sets its own exit code after this event, and before the next one.
    process.on('exit', () => {
      process.exitCode = unknown;
    });
  });
}
