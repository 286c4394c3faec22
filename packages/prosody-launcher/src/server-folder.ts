import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { renderConfiguration, USER_HOST, type ConfigurationOptions } from "./configuration.ts";
import type { Installation } from "./installation.ts";
import { toLua } from "./lua-value.ts";

const CONTROL_FOLDER = join(import.meta.dirname, "control");

/** The files of a server that a test can set. */
export interface FolderOptions extends ConfigurationOptions {
  readonly installation: Installation;
  /** Folders with Prosody plugins; the server gets copies. */
  readonly pluginPaths: readonly string[];
  /**
   * Data to begin with and to replace at the stop, so that they outlive the server; need not exist yet.
   * Without it they are thrown away.
   */
  readonly dataFolder?: string;
}

/** The ports a server is to listen on. */
export interface Ports {
  readonly c2s: number;
  readonly http: number | undefined;
}

/** The throw-away folder of one server, within the root of its installation. */
export class ServerFolder {
  readonly path: string;
  readonly #root: string;
  readonly #keptData: string | undefined;
  readonly #plugins: readonly (readonly [source: string, copy: string])[];

  /** Makes the folder and all that the server finds in it. */
  constructor(options: FolderOptions, ports: Ports) {
    this.#root = options.installation.root;
    this.#keptData = options.dataFolder;
    this.path = mkdtempSync(join(temporaryFolderOf(options.installation), "prosody-"));
    const plugins = options.control === true ? [...options.pluginPaths, CONTROL_FOLDER] : options.pluginPaths;
    this.#plugins = plugins.map((source, index) => [
      source,
      join(this.path, "plugins", `${index}-${basename(source)}`),
    ]);
    this.copyPlugins();
    // Prosody complains if it finds none beside its configuration.
    mkdirSync(join(this.path, "certs"));
    this.#fillData(options.accounts ?? {});
    writeFileSync(
      join(this.path, "prosody.cfg.lua"),
      renderConfiguration(options, {
        dataFolder: this.#asServerSees(this.#data),
        pidFile: this.#asServerSees(join(this.path, "prosody.pid")),
        pluginFolders: this.#plugins.map(([, copy]) => this.#asServerSees(copy)),
        c2sPort: ports.c2s,
        httpPort: ports.http,
      }),
    );
  }

  /** The configuration file, as the server sees it. */
  get configuration(): string {
    return this.#asServerSees(join(this.path, "prosody.cfg.lua"));
  }

  /** The file for what the server prints. */
  get logFile(): string {
    return join(this.path, "prosody.log");
  }

  readLog(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** The text of a file of the data; empty if it is not there. */
  readData(name: string): string {
    const file = join(this.#data, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Copies the data to where they are kept, if the test said so. */
  keepData(): void {
    if (this.#keptData === undefined) return;
    rmSync(this.#keptData, { recursive: true, force: true });
    cpSync(this.#data, this.#keptData, { recursive: true });
  }

  /** Copies the plugins, or copies them again. */
  copyPlugins(): void {
    for (const [source, copy] of this.#plugins) cpSync(source, copy, { recursive: true, dereference: true });
  }

  /** Names what the server calls by the copies of plugins by the plugins themselves. */
  inSources(text: string): string {
    return this.#plugins.reduce(
      (renamed, [source, copy]) => renamed.replaceAll(this.#asServerSees(copy), source),
      text,
    );
  }

  remove(): void {
    // A server killed just now may still be writing.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  get #data(): string {
    return join(this.path, "data");
  }

  #asServerSees(path: string): string {
    return `/${relative(this.#root, path)}`;
  }

  #fillData(accounts: Readonly<Record<string, string>>): void {
    mkdirSync(this.#data);
    if (this.#keptData !== undefined && existsSync(this.#keptData)) {
      cpSync(this.#keptData, this.#data, { recursive: true });
    }
    const folder = join(this.#data, USER_HOST, "accounts");
    mkdirSync(folder, { recursive: true });
    for (const [user, password] of Object.entries(accounts)) {
      writeFileSync(join(folder, `${encodeFileName(user)}.dat`), `return ${toLua({ password })};\n`);
    }
  }
}

function temporaryFolderOf(installation: Installation): string {
  return installation.root === "/" ? tmpdir() : join(installation.root, "tmp");
}

// As Prosody's util.datamanager does.
function encodeFileName(name: string): string {
  return Array.from(Buffer.from(name), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}
