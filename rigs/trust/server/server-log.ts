import type { ProsodyServer } from "prosody-launcher";

const PLUGIN = "muc_probe";
/** A line of the log, and the indented ones of a stack that follow it. */
const ENTRY = /^\S.*(?:\n[\t ].*)*/gm;
const ERROR_IN_LUA = /traceback|\.lua:\d+: /i;

/** Errors in anybody's Lua that a server has logged. */
export interface LuaErrors {
  /** Those with the plugin anywhere in the stack. */
  readonly ours: readonly string[];
  /** Those of Prosody by itself. */
  readonly others: readonly string[];
}

/** Looks for errors in what a server logs. */
export class ServerLog {
  readonly #server: ProsodyServer;
  #read = 0;

  constructor(server: ProsodyServer) {
    this.#server = server;
  }

  /** The errors since the last call. */
  nextErrors(): LuaErrors {
    const log = this.#server.log();
    const errors = (log.slice(this.#read).match(ENTRY) ?? []).filter((entry) => ERROR_IN_LUA.test(entry));
    this.#read = log.length;
    return {
      ours: errors.filter((entry) => entry.includes(PLUGIN)),
      others: errors.filter((entry) => !entry.includes(PLUGIN)),
    };
  }
}
