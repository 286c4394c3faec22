import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { MatchMode } from "./choices.ts";
import { XmppClient, type XmppClientOptions } from "./client.ts";
import {
  describeAnswer,
  type Failure,
  notReceived,
  type PassedOver,
  PlayError,
  toFailure,
} from "./failure.ts";
import { flattenStanza, indentStanza } from "./format.ts";
import { matchStanza } from "./matcher.ts";
import { isInPlaceOf, OpenQuestions } from "./questions.ts";
import type { Action, Character, ConnectionSettings, Problem, Script } from "./script.ts";
import { bareJidOf, type Captures, fillInReceived, fillInSent, fullJidOf } from "./values.ts";
import { IllFormedError } from "./xml-reader.ts";
import { attributesOf, type Element } from "./xml.ts";

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

/** How to play a script. The connections are for characters that say nothing else themselves. */
export interface RunOptions extends ConnectionSettings {
  /** Where components connect to whose character names no port. @default 5347 */
  componentPort?: number;
  /** How long one `receives` waits, in milliseconds; so does connecting. @default 5000 */
  timeoutMs?: number;
  /** How to match where the script does not say so itself. @default "lenient" */
  match?: MatchMode;
  /** Called before each action. */
  onAction?: (action: Action) => void;
  /** Makes the clients, in place of {@link XmppClient}. */
  createClient?: (options: XmppClientOptions) => ScriptClient;
}

/** What became of a script. */
export type ScriptResult = {
  file: string;
  title: string;
  tags: string[];
  seconds: number;
  /** What its reader was warned of, where there was anything. */
  warnings?: readonly Problem[];
} & (
  | { status: "passed" }
  | {
      status: "skipped";
      /** Why it was not played, where that is known. */
      reason?: string;
    }
  | { status: "failed"; failure: Failure }
);

/** A stanza that is gone, and the line of the action that passed over it. */
interface Gone {
  stanza: Element;
  line: number;
}

/** A character who is, or was, connected. */
interface Actor {
  character: string;
  client: ScriptClient;
  questions: OpenQuestions;
  gone: Gone[];
}

const DEFAULT_TIMEOUT_MS = 5000;
/** How long it must stay quiet, once the server has answered, for `receives: nothing` to hold. */
const QUIET_MS = 300;

/** Plays a script. Always closes the connections it has opened. */
export async function runScript(script: Script, options: RunOptions = {}): Promise<ScriptResult> {
  const started = performance.now();
  const failure = await new Play(script, options).perform();
  const { file, title, tags, warnings } = script;
  const seconds = Math.round(performance.now() - started) / 1000;
  const result = { file, title, tags, seconds, ...(warnings.length > 0 && { warnings }) };
  return failure ? { ...result, status: "failed", failure } : { ...result, status: "passed" };
}

/** One performance of a script. */
class Play {
  readonly #script: Script;
  readonly #options: RunOptions;
  readonly #timeoutMs: number;
  readonly #match: MatchMode;
  readonly #actors = new Map<string, Actor>();
  /** Everyone who was ever connected, those too in whose place a character has connected again. */
  readonly #everyActor: Actor[] = [];
  readonly #departed = new Set<string>();
  /** Who has sent something that the server may not have dealt with yet. */
  readonly #unsettled = new Set<Actor>();
  #captures: Captures = new Map();

  constructor(script: Script, options: RunOptions) {
    this.#script = script;
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#match = script.match ?? options.match ?? "lenient";
  }

  async perform(): Promise<Failure | undefined> {
    let current: Action | undefined;
    try {
      for (current of this.#script.actions) {
        this.#options.onAction?.(current);
        await this.#act(current);
        this.#checkStreams();
      }
      await this.#finish();
      return undefined;
    } catch (error) {
      return toFailure(error, current);
    } finally {
      await Promise.all(this.#everyActor.map(({ client }) => client.disconnect()));
    }
  }

  async #act(action: Action): Promise<void> {
    switch (action.kind) {
      case "connects":
        await this.#settleOthers(action.character);
        return this.#connect(action.character);
      case "disconnects":
        await this.#settleOthers(action.character);
        return this.#disconnect(action.character);
      case "sends":
        await this.#settleOthers(action.character);
        return this.#send(action.character, action.stanza);
      case "receives":
        return this.#receive(action.character, action.stanza, action.line);
      case "receives nothing":
        return this.#receiveNothing(action.character);
    }
  }

  async #connect(name: string): Promise<void> {
    if (this.#actors.get(name)?.client.connected) throw new PlayError("is connected already");
    const character = this.#script.characters.find((each) => each.name === name);
    if (!character) throw new PlayError("is not in the cast");
    const { createClient = createXmppClient } = this.#options;
    const client = createClient(this.#connectionOf(character));
    const actor = { character: name, client, questions: new OpenQuestions(), gone: [] };
    this.#actors.set(name, actor);
    this.#everyActor.push(actor);
    this.#departed.delete(name);
    await client.connect();
  }

  #connectionOf({ kind, jid, password, resource, connection }: Character): XmppClientOptions {
    const { host, port, componentPort, url, tls, caFile, insecure, mechanism } = this.#options;
    const isComponent = kind === "component";
    const ownPort = isComponent ? componentPort : port;
    // An address of one's own outdoes the runner's, of whatever kind that is; a component's is always of TCP.
    const hasOwnAddress = connection.host !== undefined || connection.port !== undefined || isComponent;
    const settings: ConnectionSettings = {
      host: host ?? "127.0.0.1",
      ...(ownPort !== undefined && { port: ownPort }),
      ...(url !== undefined && !hasOwnAddress && { url }),
      ...(tls !== undefined && !isComponent && { tls }),
      ...(caFile !== undefined && { caFile }),
      ...(insecure !== undefined && { insecure }),
      ...(mechanism !== undefined && { mechanism }),
    };
    const { caFile: file, ...rest } = { ...settings, ...connection };
    // A script names a file as it stands to the script, the runner as it stands to the runner.
    const path =
      connection.caFile === undefined ? file : resolve(dirname(this.#script.file), connection.caFile);
    return {
      jid,
      password,
      kind,
      timeoutMs: this.#timeoutMs,
      ...(resource !== undefined && { resource }),
      ...rest,
      ...(path !== undefined && { ca: readFileSync(path, "utf8") }),
    };
  }

  async #disconnect(name: string): Promise<void> {
    const actor = this.#actors.get(name);
    if (actor) this.#unsettled.delete(actor);
    await actor?.client.disconnect();
    this.#departed.add(name);
  }

  async #send(name: string, stanza: Element): Promise<void> {
    // Public scripts let someone who has left send a last presence, which then goes nowhere.
    if (this.#departed.has(name)) return;
    const filled = fillInSent(stanza, this.#jids(), this.#captures);
    const actor = this.#actorOf(name);
    actor.questions.add(filled);
    this.#unsettled.add(actor);
    await actor.client.send(filled);
  }

  async #receive(name: string, stanza: Element, line: number): Promise<void> {
    const { client, questions, gone } = this.#actorOf(name);
    const expected = fillInReceived(stanza, this.#jids(), this.#captures);
    const passedOver: PassedOver[] = [];
    const deadline = performance.now() + this.#timeoutMs;
    for (;;) {
      const received = await client.next(Math.max(0, deadline - performance.now()));
      if (!received) {
        const message = this.#whyNoMore(client, passedOver.length) + this.#whereItWas(expected, gone, line);
        throw notReceived(expected, passedOver, message, { unread: this.#errorsUnread() });
      }
      const isLastAnswer = questions.isLastAnswer(received);
      const match = matchStanza(expected, received, this.#captures, this.#match === "exact");
      if (match.matched) {
        this.#captures = match.captures;
        return;
      }
      passedOver.push({ stanza: received, match });
      gone.push({ stanza: received, line });
      if (isLastAnswer && isInPlaceOf(received, expected))
        throw notReceived(expected, [{ stanza: received, match }], describeAnswer(received), {
          passedOver: passedOver.map(({ stanza: each }) => flattenStanza(each)),
        });
      if (this.#match !== "lenient") throw notReceived(expected, passedOver, "another stanza came");
    }
  }

  #whyNoMore(client: ScriptClient, others: number): string {
    const came = others === 0 ? "" : `; ${others} other ${others === 1 ? "stanza" : "stanzas"} came`;
    if (client.error instanceof IllFormedError)
      return `the server sent ill-formed XML: ${client.error.message}`;
    if (!client.connected)
      return `the connection is closed${client.error ? ` (${client.error.message})` : ""}${came}`;
    return others === 0
      ? `nothing came within ${this.#timeoutMs / 1000} s`
      : `did not come within ${this.#timeoutMs / 1000} s${came}`;
  }

  /** Errors that came to anybody and that nobody has read: perhaps what is awaited was refused. */
  #errorsUnread(): string[] {
    return this.#everyActor.flatMap(({ character, client }) =>
      client.unread
        .filter((stanza) => attributesOf(stanza).type === "error")
        .map((stanza) => `${character}: ${flattenStanza(stanza)}`),
    );
  }

  /** Tells of the stanza that is awaited now, and that an earlier action has passed over. */
  #whereItWas(expected: Element, gone: readonly Gone[], line: number): string {
    const earlier = gone.findLast(
      (each) => each.line !== line && matchStanza(expected, each.stanza, this.#captures).matched,
    );
    return earlier ? `; it came before, and the action in line ${earlier.line} passed over it` : "";
  }

  async #receiveNothing(name: string): Promise<void> {
    const { client } = this.#actorOf(name);
    const { unread } = client;
    await this.#settleAll();
    await sleep(QUIET_MS);
    const [first] = unread;
    if (!first) {
      // Nobody can say what would have come.
      if (!client.connected && !this.#departed.has(name)) throw new PlayError(this.#whyNoMore(client, 0));
      return;
    }
    throw new PlayError("something came", {
      expected: "(nothing)",
      received: indentStanza(first),
      unread: unread.map(flattenStanza),
    });
  }

  /** A stream that is ill-formed fails the script, whether or not anybody waits for what it should bring. */
  #checkStreams(): void {
    for (const { character, client } of this.#everyActor) {
      if (client.error instanceof IllFormedError)
        throw new PlayError(`the server sent ${character} ill-formed XML: ${client.error.message}`);
    }
  }

  async #finish(): Promise<void> {
    if (this.#match === "exact") await this.#settleAll();
    // What was sent last is dealt with before its sender leaves; whether the server answers is no matter of the script.
    else await this.#settleOthers("").catch(() => undefined);
    this.#checkStreams();
    if (this.#match === "exact") this.#checkAllRead();
  }

  #checkAllRead(): void {
    const readers = this.#everyActor.filter(({ client }) => client.unread.length > 0);
    if (readers.length === 0) return;
    const counts = readers.map(({ character, client }) => `${client.unread.length} by ${character}`);
    throw new PlayError(`stanzas are left unread: ${counts.join(", ")}`, {
      action: "the end",
      unread: readers.flatMap(({ client }) => client.unread.map(flattenStanza)),
    });
  }

  /**
   * Waits until the server has dealt with what others than the one who is to act have sent: the stanzas of two
   * connections would else overtake each other.
   */
  async #settleOthers(name: string): Promise<void> {
    for (const actor of this.#unsettled) {
      if (actor.character === name && actor === this.#actors.get(name)) continue;
      this.#unsettled.delete(actor);
      if (actor.client.connected) await actor.client.ping(this.#timeoutMs);
    }
  }

  /**
   * Waits until all has come that the actions so far lead to: after the first round of pings the
   * server has handled whatever anyone has sent, after the second its doings have come.
   */
  async #settleAll(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      const present = [...this.#actors.values()].filter(({ client }) => client.connected);
      await Promise.all(present.map(({ client }) => client.ping(this.#timeoutMs)));
    }
    this.#unsettled.clear();
  }

  #actorOf(name: string): Actor {
    const actor = this.#actors.get(name);
    if (!actor) throw new PlayError(`${name} has not connected`);
    return actor;
  }

  #jids(): Map<string, string> {
    const jids = new Map<string, string>();
    for (const { name, jid } of this.#script.characters) {
      const client = this.#actors.get(name)?.client;
      jids.set(bareJidOf(name), client?.bareJid ?? jid);
      if (client?.fullJid !== undefined) jids.set(fullJidOf(name), client.fullJid);
    }
    return jids;
  }
}

function createXmppClient(options: XmppClientOptions): ScriptClient {
  return new XmppClient(options);
}
