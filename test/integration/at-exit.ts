type Undo = () => void;

const undos = new Set<Undo>();

/** Signals that end a test early: Ctrl-C, a closed terminal, a runner that gives up (tap sends SIGALRM when the time is over). */
const signals = { SIGHUP: 1, SIGINT: 2, SIGALRM: 14, SIGTERM: 15 } as const;

/**
 * Registers a clean-up for the end of this process, also if a signal ends it. Clean-ups are synchronous and run in reverse order. Returns a
 * function that cancels the clean-up.
 */
export function atExit(undo: Undo): () => void {
  if (undos.size === 0) listen();
  undos.add(undo);
  return () => {
    undos.delete(undo);
    if (undos.size === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', undoAll);
  for (const signal of Object.keys(signals)) process.on(signal, end);
}

function unlisten(): void {
  process.off('exit', undoAll);
  for (const signal of Object.keys(signals)) process.off(signal, end);
}

function end(signal: keyof typeof signals): void {
  process.exit(128 + signals[signal]);
}

function undoAll(): void {
  for (const undo of [...undos].reverse()) {
    try {
      undo();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
}
