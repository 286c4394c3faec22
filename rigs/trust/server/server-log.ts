import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
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
  readonly #file: string;
  #offset = 0;

  constructor(server: ProsodyServer) {
    this.#file = join(server.folder, "prosody.log");
  }

  /** The errors since the last call. */
  nextErrors(): LuaErrors {
    const errors = (this.#news().match(ENTRY) ?? []).filter((entry) => ERROR_IN_LUA.test(entry));
    return {
      ours: errors.filter((entry) => entry.includes(PLUGIN)),
      others: errors.filter((entry) => !entry.includes(PLUGIN)),
    };
  }

  #news(): string {
    const file = openSync(this.#file, "r");
    try {
      const news = Buffer.alloc(fstatSync(file).size - this.#offset);
      this.#offset += readSync(file, news, 0, news.length, this.#offset);
      return news.toString("utf8");
    } finally {
      closeSync(file);
    }
  }
}
