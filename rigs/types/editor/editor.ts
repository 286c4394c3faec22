// An editor at a project with the declarations: TypeScript's server for editors, and what one asks of it.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type ts from "typescript";
import { ROOT } from "../../../tools/kit/project.ts";

const MILLISECONDS_PER_TICK = 10;

const SERVER = join(ROOT, "node_modules/typescript/lib/tsserver.js");

interface Response {
  readonly type: string;
  readonly request_seq: number;
  readonly body: unknown;
}

function textOf(documentation: string | readonly ts.SymbolDisplayPart[]): string {
  return typeof documentation === "string" ? documentation : documentation.map(({ text }) => text).join("");
}

/** A file that is open in an editor. */
export class Editor {
  readonly #folder = mkdtempSync(join(tmpdir(), "types-editor-"));
  readonly #file = join(this.#folder, "src", "mod_a.ts");
  readonly #waiting = new Map<number, (body: unknown) => void>();
  readonly #server: ChildProcess;
  #sequence = 0;
  #lines = 0;

  constructor() {
    mkdirSync(join(this.#folder, "src"));
    symlinkSync(join(ROOT, "node_modules"), join(this.#folder, "node_modules"));
    const project = { extends: "prosody-plugin-types/prosody-tsconfig.json", include: ["src"] };
    writeFileSync(join(this.#folder, "tsconfig.json"), JSON.stringify(project));
    writeFileSync(this.#file, "");
    this.#server = spawn(process.execPath, [SERVER, "--disableAutomaticTypingAcquisition"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdout } = this.#server;
    if (stdout === null) throw new Error("TypeScript's server has no output");
    // Each message is a line of JSON below a header.
    createInterface({ input: stdout }).on("line", (line) => {
      if (line.startsWith("{")) this.#receive(JSON.parse(line) as Response);
    });
  }

  #receive({ type, request_seq: sequence, body }: Response): void {
    if (type !== "response") return;
    this.#waiting.get(sequence)?.(body);
    this.#waiting.delete(sequence);
  }

  #tell(command: string, parameters: object): number {
    this.#sequence += 1;
    const message = {
      seq: this.#sequence,
      type: "request",
      command,
      arguments: { file: this.#file, ...parameters },
    };
    this.#server.stdin?.write(`${JSON.stringify(message)}\n`);
    return this.#sequence;
  }

  #ask(command: string, parameters: object = {}): Promise<unknown> {
    const sequence = this.#tell(command, parameters);
    return new Promise((resolve) => this.#waiting.set(sequence, resolve));
  }

  /** Opens a module with this source, in place of the one before. */
  open(source: string): void {
    if (this.#lines > 0) this.#tell("close", {});
    this.#tell("open", { fileContent: source });
    this.#lines = source.split("\n").length;
  }

  /** Adds a line in the end. */
  edit(): void {
    const place = { line: this.#lines, offset: 1, endLine: this.#lines, endOffset: 1 };
    this.#tell("change", { ...place, insertString: "// edited\n" });
    this.#lines += 1;
  }

  /** Milliseconds that the server has kept processors busy: not more if other programs do so too. */
  processorTime(): number {
    const fields = readFileSync(`/proc/${this.#server.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
  }

  /** All that is wrong with the file. */
  async complaints(): Promise<readonly ts.server.protocol.Diagnostic[]> {
    const syntax = (await this.#ask("syntacticDiagnosticsSync")) as ts.server.protocol.Diagnostic[];
    return [...syntax, ...((await this.#ask("semanticDiagnosticsSync")) as ts.server.protocol.Diagnostic[])];
  }

  /** The text that is shown where one points at a place; both count from 1. */
  async hover(line: number, offset: number): Promise<string> {
    const info = (await this.#ask("quickinfo", { line, offset })) as
      ts.server.protocol.QuickInfoResponseBody | undefined;
    return info === undefined ? "" : `${info.displayString}\n${textOf(info.documentation)}`;
  }

  /** The names that complete what is at a place. */
  async completions(line: number, offset: number): Promise<readonly string[]> {
    const info = (await this.#ask("completionInfo", { line, offset })) as
      ts.server.protocol.CompletionInfo | undefined;
    return info?.entries.map(({ name }) => name) ?? [];
  }

  /** The texts of each signature's parameters, by name, for a call at a place. */
  async parameters(line: number, offset: number): Promise<readonly Readonly<Record<string, string>>[]> {
    const help = (await this.#ask("signatureHelp", { line, offset })) as
      ts.server.protocol.SignatureHelpItems | undefined;
    return (help?.items ?? []).map(({ parameters }) =>
      Object.fromEntries(parameters.map(({ name, documentation }) => [name, textOf(documentation)])),
    );
  }

  /** The documentation of a completion. */
  async describe(line: number, offset: number, name: string): Promise<string> {
    const [details] = (await this.#ask("completionEntryDetails", {
      line,
      offset,
      entryNames: [name],
    })) as ts.server.protocol.CompletionEntryDetails[];
    return textOf(details?.documentation ?? "");
  }

  /** Ends the server, and removes the project. */
  close(): void {
    this.#server.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
