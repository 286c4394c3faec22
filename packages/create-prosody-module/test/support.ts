import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../tools/kit/project.ts";

/** The output of a command, and its exit code. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** A package of this repository, as npm packs it. */
export interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Runs a command that may fail; its standard input is no terminal. */
export async function run(folder: string, command: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/** A folder where modules are made from the packages of this repository, packed as for the registry. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "create-"));
  readonly packages = join(this.folder, "packages");
  readonly packed: readonly Packed[];
  readonly #tarball: string;

  constructor() {
    mkdirSync(this.packages);
    const args = ["pack", "--workspaces", "--json", `--pack-destination=${this.packages}`];
    const output = execFileSync("npm", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.packed = JSON.parse(output.slice(output.indexOf("[\n"))) as Packed[];
    const tarball = this.packed.find(({ name }) => name === "create-prosody-module")?.filename ?? "";
    this.#tarball = join(this.packages, tarball);
  }

  /** Makes a module, as `npm create` does: with the command of the packed package. */
  create(name: string): Promise<Outcome> {
    const command = ["exec", "--yes", `--package=${this.#tarball}`, "--", "create-prosody-module"];
    return run(this.folder, "npm", ...command, name, `--packages=${this.packages}`);
  }

  /** Makes another module with the same command, without the second that npm takes for it. */
  createAnother(name: string, kind: string): Promise<Outcome> {
    const unpacked = join(this.folder, "unpacked");
    if (!existsSync(unpacked)) {
      mkdirSync(unpacked);
      execFileSync("tar", ["-xzf", this.#tarball, "-C", unpacked]);
    }
    const command = join(unpacked, "package/build/cli.js");
    return run(this.folder, process.execPath, command, name, `--kind=${kind}`, `--packages=${this.packages}`);
  }

  /** Installs what a module needs. */
  install(name: string): Promise<Outcome> {
    return run(join(this.folder, name), "npm", "install", "--prefer-offline", "--no-audit", "--no-fund");
  }

  /** Gives a module what is installed for another: it needs the same. */
  share(from: string, to: string): void {
    symlinkSync(join(this.folder, from, "node_modules"), join(this.folder, to, "node_modules"));
  }

  /** Builds modules, each by its own configuration, in one process, which reads the compiler once. */
  build(names: readonly string[]): Promise<Outcome> {
    const script = `
      const { createDiagnosticReporter, transpileProject } = require("typescript-to-lua");
      const report = createDiagnosticReporter(false);
      for (const folder of process.argv.slice(1)) transpileProject(folder + "/tsconfig.json").diagnostics.forEach(report);`;
    const folders = names.map((name) => join(this.folder, name));
    return run(join(this.folder, "my_muc"), process.execPath, "-e", script, ...folders);
  }

  /** Runs the tests of a module that is built. */
  launch(name: string, ...options: string[]): Promise<Outcome> {
    const command = "node_modules/.bin/prosody-launcher";
    return run(join(this.folder, name), command, "test", "dist/spec", "spec", ...options);
  }

  /** Runs a script of a module's `package.json`. */
  npm(name: string, script: string, ...args: string[]): Promise<Outcome> {
    return run(join(this.folder, name), "npm", "run", script, "--", ...args);
  }
}
