/** @noSelfInFile */

/** What a step of an ad-hoc command (XEP-0050) gets. Source: `adhoc/adhoc.lib.lua`. */
interface ProsodyAdhocData {
  /** Who asks. */
  readonly origin: ProsodyOrigin;
  /** The iq. */
  readonly stanza: ProsodyStanza;
  /** The address that it was sent to. */
  readonly to: string;
  /** The full JID of who sent it. */
  readonly from: string;
  /** What is wanted: `execute`, `next`, `prev`, `complete` or `cancel`. */
  readonly action: string;
  /** The form that was filled in; `undefined` in the first step. */
  readonly form?: ProsodyStanza;
}

/** A form with its values. */
interface ProsodyAdhocForm {
  /** The form. */
  readonly layout: import("util.dataforms").DataForm;
  /** Its values. */
  readonly values?: import("util.dataforms").FormData;
}

/** What may be done next: steps in their order, and the one by default. */
type ProsodyAdhocActions = readonly ("prev" | "next" | "complete")[] & {
  readonly default?: "prev" | "next" | "complete";
};

/** What a step of an ad-hoc command answers. */
interface ProsodyAdhocResult {
  /** Whether it goes on; without one it does. */
  readonly status?: "executing" | "completed" | "canceled" | "error";
  /** What people read. */
  readonly info?: string;
  /** What people read as a warning. */
  readonly warn?: string;
  /** What went wrong; with the status `error` what answers the iq. */
  readonly error?: { readonly message: string } | import("util.error").ErrorTemplate;
  /** What may be done next. */
  readonly actions?: ProsodyAdhocActions;
  /** The form to be filled in. */
  readonly form?: import("util.dataforms").DataForm | ProsodyAdhocForm;
  /** The form that is the result. */
  readonly result?: import("util.dataforms").DataForm | ProsodyAdhocForm;
  /** Any element besides. */
  readonly other?: ProsodyStanza;
}

/**
 * A step of an ad-hoc command. Returns the answer, and what the next step gets as `state`, for this session of the command:
 * `return $multi(answer, state)`, where `const answer: ProsodyAdhocResult = …`.
 */
type ProsodyAdhocHandler = (
  this: void,
  command: ProsodyAdhocCommand,
  data: ProsodyAdhocData,
  state: unknown,
) => ProsodyAdhocResult | LuaMultiReturn<[result: ProsodyAdhocResult, state: unknown]>;

/** Who may execute a command: administrators of the host or of the server, users of the host, or anybody. */
type ProsodyAdhocPermission = "admin" | "global_admin" | "local_user" | "any" | "check";

/** An ad-hoc command, for `module.provides("adhoc", command)`. */
interface ProsodyAdhocCommand {
  /** What people read. */
  readonly name: string;
  /** What tells it from others. */
  readonly node: string;
  /** Its steps. */
  readonly handler: ProsodyAdhocHandler;
  /** Who may execute it. */
  readonly permission: ProsodyAdhocPermission;
  /**
   * The `<command/>` of an answer.
   * @param desc the command itself
   * @param status `executing`, `completed` or `canceled`
   * @param sessionid of the run; nil for none
   * @param action nil for none
   */
  readonly cmdtag: (
    this: void,
    desc: ProsodyAdhocCommand,
    status: string,
    sessionid?: string,
    action?: string,
  ) => ProsodyStanza;
}

/** What `module.require("adhoc")` returns. Source: `adhoc/adhoc.lib.lua`. */
interface ProsodyAdhocLibrary {
  /**
   * A command, to be handed to `module.provides("adhoc", …)`. Raises an error without a permission.
   * @param name for people
   * @param node what clients call it by; unique on the host
   * @param handler called for each step
   * @param permission who may; from 13.0 on the configuration can change it for `admin` and `global_admin`
   */
  new: (
    this: void,
    name: string,
    node: string,
    handler: ProsodyAdhocHandler,
    permission: Exclude<ProsodyAdhocPermission, "check">,
  ) => ProsodyAdhocCommand;
  /**
   * Executes a step of a command: for `mod_adhoc`.
   * @param command the one whose `node` is asked for
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `set` with a `<command/>`
   */
  handle_cmd: (
    this: void,
    command: ProsodyAdhocCommand,
    origin: ProsodyOrigin,
    stanza: ProsodyStanza,
  ) => true;
}

/** What `module.require()` returns of Prosody's own modules. Augment it with your own libraries. */
interface ProsodyModuleLibraries {
  /** Ad-hoc commands. */
  adhoc: ProsodyAdhocLibrary;
}
