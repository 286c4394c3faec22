// First, so that an old Node ends here, before it comes to what it does not know.
import "./check-node.cjs";

/** The command of this package: how it is called, and what it does. */
export interface CommandLine<Options> {
  readonly usage: string;
  /** Reads the arguments of this process. Undefined if they ask for help; throws what is wrong with them. */
  readonly read: () => Options | undefined;
  /** Does it. Resolves to the exit code; what it throws, or rejects with, is printed as the reason for a 1. */
  readonly run: (options: Options) => number | Promise<number>;
}

/**
 * Reads an option that is a whole number.
 * @throws {Error} that says so if it is none, or out of bounds.
 */
export function wholeNumber(option: string, text: string, least = 1, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new Error(`--${option} is a whole number ${bounds}, not ${text === "" ? "empty" : text}`);
}

/** Runs a command. Resolves to the exit code: 0 fine, 1 failed, 2 bad usage. */
export async function runCommandLine<Options>({ usage, read, run }: CommandLine<Options>): Promise<number> {
  let options;
  try {
    options = read();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  try {
    return await run(options);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}
