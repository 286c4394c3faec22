const pending = new Set<() => void>();
let listening = false;

/**
 * Runs a clean-up, which cannot wait for anything, should this process end first.
 * @returns what to call once there is nothing left to clean up.
 */
export function onProcessEnd(cleanUp: () => void): () => void {
  listen();
  pending.add(cleanUp);
  return () => pending.delete(cleanUp);
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on("exit", cleanUpAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      cleanUpAll();
      dieUnlessHandledElsewhere(signal);
    });
  }
}

function cleanUpAll(): void {
  for (const cleanUp of pending) cleanUp();
  pending.clear();
}

// To listen to a signal takes away that it ends the process.
function dieUnlessHandledElsewhere(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
