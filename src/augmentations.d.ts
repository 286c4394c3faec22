/** What the plugin adds to Prosody's own objects. */

/** A command of `prosodyctl shell`; before 13.0 nobody asks for them. */
interface ProsodyShellCommand {
  readonly section: string;
  readonly section_desc: string;
  readonly name: string;
  readonly desc: string;
  /** What `help` shows of the command. */
  readonly help: string;
  readonly args: readonly { readonly name: string; readonly type: string }[];
  /** The argument whose host decides which host's handler is called. */
  readonly host_selector: string;
  /** Called with the arguments. Returns whether it went well, and what to print. */
  handler(first?: string, second?: string): LuaMultiReturn<[ok: boolean, message: string]>;
}

interface ProsodyItems {
  "shell-command": ProsodyShellCommand;
}

interface MucRoomData {
  /** Who may probe hidden occupants; nil if the room follows the service. */
  muc_probe_hidden?: string | undefined;
}

interface ProsodyModules {
  /** The community's module for batches. */
  readonly muc_batched_probe?: object;
}
