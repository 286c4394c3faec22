import type { Script } from "./script.ts";

/**
 * Plays scripts in order, some at the same time: never two that share an account, since what one does the other
 * would see.
 *
 * @param jobs How many may be played at the same time.
 * @param play Plays one; resolves to whether to go on.
 */
export async function playInOrder(
  scripts: readonly Script[],
  jobs: number,
  play: (script: Script) => Promise<boolean>,
): Promise<void> {
  const waiting = [...scripts];
  const playing = new Map<Script, Promise<void>>();
  let goesOn = true;
  const startOne = (): boolean => {
    if (!goesOn || playing.size >= jobs) return false;
    const busy = new Set([...playing.keys()].flatMap(accountsOf));
    const index = waiting.findIndex((script) => accountsOf(script).every((account) => !busy.has(account)));
    const [script] = index === -1 ? [] : waiting.splice(index, 1);
    if (!script) return false;
    const done = play(script).then((mayGoOn) => {
      goesOn &&= mayGoOn;
      playing.delete(script);
    });
    playing.set(script, done);
    return true;
  };
  for (;;) {
    while (startOne());
    if (playing.size === 0) return;
    await Promise.race(playing.values());
  }
}

function accountsOf({ characters }: Script): string[] {
  return characters.map(({ jid }) => jid.toLowerCase());
}
