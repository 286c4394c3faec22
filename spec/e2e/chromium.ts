import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const INSTALLED = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const EXECUTABLE = process.env.CHROMIUM ?? INSTALLED.find(existsSync) ?? "/usr/bin/chromium";

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  // Chromium would look for hosts of its maker, which a test has no use for.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The reason to skip tests in a browser, where none is installed. Where tests are run for everybody (`CI`), this throws. */
export function whyNoChromium(): string | undefined {
  if (existsSync(EXECUTABLE)) return undefined;
  const reason = `${EXECUTABLE} is not there: CHROMIUM= names another`;
  if ((process.env.CI ?? "") !== "") throw new Error(reason);
  return reason;
}

/** Starts a browser without a window. */
export function startChromium(): Promise<Browser> {
  // Chromium refuses to run as root with its sandbox.
  const rootArguments = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: EXECUTABLE, args: [...ARGUMENTS, ...rootArguments] });
}
