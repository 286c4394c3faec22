import { setTimeout as sleep } from "node:timers/promises";
import { XmppClient, type XmppClientOptions } from "./client.ts";
import { flattenStanza, indentStanza } from "./format.ts";
import { matchStanza } from "./matcher.ts";
import { type Action, type Character, describeAction, type Script } from "./script.ts";
import { bareJidOf, type Captures, fillIn, fullJidOf, openCaptures } from "./values.ts";
import type { Element } from "./xml.ts";

/** What playing needs of a client; {@link XmppClient} is one. */
export type ScriptClient = Pick<
  XmppClient,
  | "bareJid"
  | "fullJid"
  | "connected"
  | "error"
  | "unread"
  | "connect"
  | "send"
  | "next"
  | "ping"
  | "disconnect"
>;

/** How to play a script. */
export interface RunOptions {
  /** Where to connect those to whose character names no host. @default "127.0.0.1" */
  host?: string;
  /** @default 5222 */
  port?: number;
  /** How long one `receives` waits, in milliseconds; so does connecting. @default 5000 */
  timeoutMs?: number;
  /** Whether a stanza that was passed over, or is left unread at the end, fails the script. */
  exact?: boolean;
  /** Called before each action. */
  onAction?: (action: Action) => void;
  /** Makes the clients, in place of {@link XmppClient}. */
  createClient?: (options: XmppClientOptions) => ScriptClient;
}

/** Where and why a script failed; stanzas are XML to be read. */
export interface Failure {
  /** The line of the action that failed. */
  line: number;
  /** That action, such as `Romeo receives`, or `the end`. */
  action: string;
  message: string;
  expected?: string;
  /** Of what came, that which is nearest to what was expected. */
  received?: string;
  /** How the two differ. */
  differences: string[];
  /** All that the action passed over, in order, a line each. */
  passedOver: string[];
  /** What came and was not read, a line each. */
  unread: string[];
}

/** What became of a script. */
export type ScriptResult = { file: string; title: string; tags: string[]; seconds: number } & (
  { status: "passed" | "skipped" } | { status: "failed"; failure: Failure }
);

interface PassedOver {
  stanza: Element;
  differences: string[];
}

const DEFAULT_TIMEOUT_MS = 5000;
/** How long it must stay quiet, once the server has answered, for `receives: nothing` to hold. */
const QUIET_MS = 300;

/** Plays a script. Always closes the connections it has opened. */
export async function runScript(script: Script, options: RunOptions = {}): Promise<ScriptResult> {
  const started = performance.now();
  const failure = await new Play(script, options).perform();
  const { file, title, tags } = script;
  const seconds = Math.round(performance.now() - started) / 1000;
  const result = { file, title, tags, seconds };
  return failure ? { ...result, status: "failed", failure } : { ...result, status: "passed" };
}

/** Carries what is known of a failure from where it is found to where the play ends. */
class PlayError extends Error {
  readonly details: Partial<Failure>;

  constructor(message: string, details: Partial<Failure> = {}) {
    super(message);
    this.details = details;
  }
}

/** One performance of a script. */
class Play {
  readonly #script: Script;
  readonly #options: RunOptions;
  readonly #timeoutMs: number;
  readonly #clients = new Map<string, ScriptClient>();
  /** Every client that was made, those too in whose place a character has connected again. */
  readonly #everyClient: { character: string; client: ScriptClient }[] = [];
  readonly #departed = new Set<string>();
  #captures: Captures = new Map();

  constructor(script: Script, options: RunOptions) {
    this.#script = script;
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  async perform(): Promise<Failure | undefined> {
    let current: Action | undefined;
    try {
      for (current of this.#script.actions) {
        this.#options.onAction?.(current);
        await this.#act(current);
      }
      if (this.#options.exact) await this.#checkAllRead();
      return undefined;
    } catch (error) {
      return toFailure(error, current);
    } finally {
      await Promise.all(this.#everyClient.map(({ client }) => client.disconnect()));
    }
  }

  async #act(action: Action): Promise<void> {
    switch (action.kind) {
      case "connects":
        return this.#connect(action.character);
      case "disconnects":
        return this.#disconnect(action.character);
      case "sends":
        return this.#send(action.character, action.stanza);
      case "receives":
        return this.#receive(action.character, action.stanza);
      case "receives nothing":
        return this.#receiveNothing(action.character);
    }
  }

  async #connect(name: string): Promise<void> {
    if (this.#clients.get(name)?.connected) throw new PlayError("is connected already");
    const character = this.#script.characters.find((each) => each.name === name);
    if (!character) throw new PlayError("is not in the cast");
    const { createClient = createXmppClient } = this.#options;
    const client = createClient(this.#connectionOf(character));
    this.#clients.set(name, client);
    this.#everyClient.push({ character: name, client });
    this.#departed.delete(name);
    await client.connect();
  }

  #connectionOf({ jid, password, resource, host, port }: Character): XmppClientOptions {
    return {
      jid,
      password,
      host: host ?? this.#options.host ?? "127.0.0.1",
      port: port ?? this.#options.port ?? 5222,
      timeoutMs: this.#timeoutMs,
      ...(resource !== undefined && { resource }),
    };
  }

  async #disconnect(name: string): Promise<void> {
    await this.#clients.get(name)?.disconnect();
    this.#departed.add(name);
  }

  async #send(name: string, stanza: Element): Promise<void> {
    // Public scripts let someone who has left send a last presence, which then goes nowhere.
    if (this.#departed.has(name)) return;
    const filled = this.#fillIn(stanza);
    const [open] = openCaptures(filled);
    if (open !== undefined) throw new PlayError(`nothing has been captured as ${open} yet`);
    await this.#clientOf(name).send(filled);
  }

  async #receive(name: string, stanza: Element): Promise<void> {
    const client = this.#clientOf(name);
    const expected = this.#fillIn(stanza);
    const passedOver: PassedOver[] = [];
    const deadline = performance.now() + this.#timeoutMs;
    for (;;) {
      const received = await client.next(Math.max(0, deadline - performance.now()));
      if (!received) throw notReceived(expected, passedOver, this.#whyNoMore(client));
      const { matched, differences, captures } = matchStanza(expected, received, this.#captures);
      if (matched) {
        this.#captures = captures;
        return;
      }
      passedOver.push({ stanza: received, differences });
      if (this.#options.exact) throw notReceived(expected, passedOver, "another stanza came");
    }
  }

  #whyNoMore(client: ScriptClient): string {
    if (!client.connected)
      return `the connection is closed${client.error ? ` (${client.error.message})` : ""}`;
    return `did not come within ${this.#timeoutMs / 1000} s`;
  }

  async #receiveNothing(name: string): Promise<void> {
    const { unread } = this.#clientOf(name);
    await this.#settle();
    await sleep(QUIET_MS);
    const [first] = unread;
    if (!first) return;
    throw new PlayError("something came", {
      expected: "(nothing)",
      received: indentStanza(first),
      unread: unread.map(flattenStanza),
    });
  }

  async #checkAllRead(): Promise<void> {
    await this.#settle();
    const readers = this.#everyClient.filter(({ client }) => client.unread.length > 0);
    if (readers.length === 0) return;
    const counts = readers.map(({ character, client }) => `${client.unread.length} by ${character}`);
    throw new PlayError(`stanzas are left unread: ${counts.join(", ")}`, {
      action: "the end",
      unread: readers.flatMap(({ client }) => client.unread.map(flattenStanza)),
    });
  }

  /**
   * Waits until all has come that the actions so far lead to: after the first round of pings the
   * server has handled whatever anyone has sent, after the second its doings have come.
   */
  async #settle(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      const present = [...this.#clients.values()].filter((client) => client.connected);
      await Promise.all(present.map((client) => client.ping(this.#timeoutMs)));
    }
  }

  #clientOf(name: string): ScriptClient {
    const client = this.#clients.get(name);
    if (!client) throw new PlayError(`${name} has not connected`);
    return client;
  }

  #fillIn(stanza: Element): Element {
    const jids = new Map<string, string>();
    for (const { name, jid } of this.#script.characters) {
      const client = this.#clients.get(name);
      jids.set(bareJidOf(name), client?.bareJid ?? jid);
      if (client?.fullJid !== undefined) jids.set(fullJidOf(name), client.fullJid);
    }
    return fillIn(stanza, jids, this.#captures);
  }
}

function createXmppClient(options: XmppClientOptions): ScriptClient {
  return new XmppClient(options);
}

function notReceived(expected: Element, passedOver: PassedOver[], message: string): PlayError {
  const nearest = nearestTo(expected, passedOver);
  return new PlayError(message, {
    expected: indentStanza(expected),
    ...(nearest && { received: indentStanza(nearest.stanza), differences: nearest.differences }),
    passedOver: passedOver.map(({ stanza }) => flattenStanza(stanza)),
  });
}

/** The stanza of the expected kind with the fewest differences or, where none is, the last. */
function nearestTo(expected: Element, passedOver: PassedOver[]): PassedOver | undefined {
  const [nearest] = passedOver
    .filter(({ stanza }) => stanza.name === expected.name)
    .sort((a, b) => a.differences.length - b.differences.length);
  return nearest ?? passedOver.at(-1);
}

function toFailure(error: unknown, action: Action | undefined): Failure {
  return {
    line: action?.line ?? 1,
    action: action ? describeAction(action) : "",
    message: error instanceof Error ? error.message : String(error),
    differences: [],
    passedOver: [],
    unread: [],
    ...(error instanceof PlayError && error.details),
  };
}
