import { setTimeout as sleep } from "node:timers/promises";
import type { MatchMode } from "./choices.ts";
import { XmppClient, type XmppClientOptions } from "./client.ts";
import { connectionOf, type RunnerConnection } from "./connection.ts";
import { explainAbsence, type Gone, SentPresence, type Witness } from "./diagnosis.ts";
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
import type { Action, Character, Problem, Script } from "./script.ts";
import { bareJidOf, type Captures, fillInReceived, fillInSent, fullJidOf } from "./values.ts";
import { IllFormedError } from "./xml-reader.ts";
import type { Direction } from "./wire.ts";
import { attributesOf, type Element } from "./xml.ts";

/** The part of a client that playing needs; {@link XmppClient} is one. */
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

/** An `AbortSignal`, as far as a play needs one: not all who use the types have those of Node.js, or of a browser. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Settings of a play. The connections are for characters that say nothing else themselves. */
export interface RunOptions extends RunnerConnection {
  /** Most time for one `receives`, and for connecting. @default 5000 */
  timeoutMs?: number;
  /** The mode where the script does not say so itself. @default "lenient" */
  match?: MatchMode;
  /** Called before each action, in whose stanza JIDs and captures are filled in. */
  onAction?: (action: Action) => void;
  /** Called with all that goes over the wire, passwords blanked. */
  onWire?: (character: string, direction: Direction, xml: string) => void;
  /** Ends the play when it is aborted: the script fails as interrupted, and its connections are closed. */
  signal?: AbortSignalLike;
  /** Makes the clients, in place of {@link XmppClient}. */
  createClient?: (options: XmppClientOptions) => ScriptClient;
}

/** The outcome of a script. */
export type ScriptResult = {
  file: string;
  title: string;
  tags: string[];
  seconds: number;
  /** Warnings about the script, where there are any. */
  warnings?: readonly Problem[];
} & (
  | { status: "passed" }
  | {
      status: "skipped";
      /** The reason that it was not played, where that is known. */
      reason?: string;
    }
  | { status: "failed"; failure: Failure }
);

/** A character who is, or was, connected. */
interface Actor {
  character: string;
  kind: Character["kind"];
  client: ScriptClient;
  questions: OpenQuestions;
  presence: SentPresence;
  gone: Gone[];
}

const DEFAULT_TIMEOUT_MS = 5000;
/** Quiet time, once the server has answered, for `receives: nothing` to hold. */
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
  /** Those who have sent something that the server may not have dealt with yet. */
  readonly #unsettled = new Set<Actor>();
  #captures: Captures = new Map();

  constructor(script: Script, options: RunOptions) {
    this.#script = script;
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#match = script.match ?? options.match ?? "lenient";
  }

  async perform(): Promise<Failure | undefined> {
    const { signal } = this.#options;
    const { interrupted, end } = interruptionBy(signal);
    let current: Action | undefined;
    const acts = async (): Promise<void> => {
      for (current of this.#script.actions) {
        if (signal?.aborted) return;
        const action = this.#fillIn(current);
        this.#options.onAction?.(action);
        await this.#act(action);
        this.#checkStreams();
      }
      await this.#finish();
    };
    try {
      await Promise.race([interrupted, acts()]);
      return undefined;
    } catch (error) {
      return toFailure(error, current);
    } finally {
      end();
      const closing = Promise.all(this.#everyActor.map(({ client }) => client.disconnect()));
      // Whoever has interrupted the play does not wait for servers that close slowly.
      if (signal?.aborted) closing.catch(() => undefined);
      else await closing;
    }
  }

  #fillIn(action: Action): Action {
    // Public scripts let someone who has left send a last presence, which then goes nowhere.
    if (!("stanza" in action) || this.#departed.has(action.character)) return action;
    const fillIn = action.kind === "sends" ? fillInSent : fillInReceived;
    return { ...action, stanza: fillIn(action.stanza, this.#jids(), this.#captures) };
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
      default:
        action satisfies never;
    }
  }

  async #connect(name: string): Promise<void> {
    if (this.#actors.get(name)?.client.connected) throw new PlayError("is connected already");
    const character = this.#script.characters.find((each) => each.name === name);
    if (!character) throw new PlayError("is not in the cast");
    const { createClient = createXmppClient, onWire } = this.#options;
    const client = createClient({
      ...connectionOf(character, this.#script.file, this.#options),
      timeoutMs: this.#timeoutMs,
      ...(onWire && {
        onWire: (direction, xml) => {
          onWire(name, direction, xml);
        },
      }),
    });
    const actor: Actor = {
      character: name,
      kind: character.kind,
      client,
      questions: new OpenQuestions(),
      presence: new SentPresence(),
      gone: [],
    };
    this.#actors.set(name, actor);
    this.#everyActor.push(actor);
    this.#departed.delete(name);
    await client.connect();
  }

  async #disconnect(name: string): Promise<void> {
    const actor = this.#actors.get(name);
    if (actor) this.#unsettled.delete(actor);
    await actor?.client.disconnect();
    this.#departed.add(name);
  }

  async #send(name: string, stanza: Element): Promise<void> {
    if (this.#departed.has(name)) return;
    const actor = this.#actorOf(name);
    actor.questions.add(stanza);
    actor.presence.add(stanza);
    this.#unsettled.add(actor);
    await actor.client.send(stanza);
  }

  async #receive(name: string, expected: Element, line: number): Promise<void> {
    const actor = this.#actorOf(name);
    const { client, questions, gone } = actor;
    const passedOver: PassedOver[] = [];
    const deadline = performance.now() + this.#timeoutMs;
    for (;;) {
      const received = await client.next(Math.max(0, deadline - performance.now()));
      if (!received) {
        const witnesses = this.#everyActor.map(toWitness);
        const waiting = witnesses[this.#everyActor.indexOf(actor)] ?? toWitness(actor);
        const message = [
          this.#whyNoMore(client, passedOver.length),
          ...explainAbsence(expected, waiting, witnesses, this.#captures, line),
        ].join("; ");
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

function toWitness({ character, kind, client, presence, gone }: Actor): Witness {
  return { character, kind, bareJid: client.bareJid, unread: client.unread, gone, presence };
}

/** Rejects when a signal is aborted, until `end` is called. */
function interruptionBy(signal: AbortSignalLike | undefined): {
  interrupted: Promise<never>;
  end: () => void;
} {
  let interrupt = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = () => {
      const reason = signal?.reason;
      reject(new PlayError(`interrupted: ${reason instanceof Error ? reason.message : String(reason)}`));
    };
    if (signal?.aborted) interrupt();
    else signal?.addEventListener("abort", interrupt);
  });
  return {
    interrupted,
    end: () => {
      signal?.removeEventListener("abort", interrupt);
    },
  };
}

function createXmppClient(options: XmppClientOptions): ScriptClient {
  return new XmppClient(options);
}
