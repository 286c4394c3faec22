// A room with a few people, some of whom send what they should not; the others must hear nothing of it.
import { configuration, enter, joining, logIn, setIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { USER_HOST } from "prosody-launcher";
import { BYSTANDER_NICK, FUZZ_ROOM, REMOTE_NICK, SENDER_NICK } from "./jids.ts";
import { type FuzzStanza, type Sender, SENDERS } from "./stanzas.ts";
import { REMOTE_HOST } from "../contract/model.ts";
import { ServerLog } from "../server/server-log.ts";
import { received, Service, type ServiceOptions } from "../server/service.ts";

const SENDER = `sender@${USER_HOST}/fuzz`;
const OUTSIDER = `outsider@${USER_HOST}/fuzz`;
const REMOTE = `paris@${REMOTE_HOST}/phone`;
/** Who must hear nothing: somebody else, the same user with the same nick, and somebody who is not in the room. */
const BYSTANDERS = [
  { jid: `bystander@${USER_HOST}/home`, nick: BYSTANDER_NICK },
  { jid: `sender@${USER_HOST}/other`, nick: SENDER_NICK },
  { jid: `stranger@${USER_HOST}/home`, nick: undefined },
];

/** What came of some stanzas. */
export interface Outcome {
  /** What is wrong, if anything. */
  readonly problem?: string;
  /** Senders whose streams the server has closed. */
  readonly closed: readonly Sender[];
  /** How many stanzas came back. */
  readonly answers: number;
  /** How many errors the server logged that the plugin has no part in. */
  readonly othersErrors: number;
}

interface Senders {
  readonly occupant: XmppClient;
  readonly outsider: XmppClient;
  readonly component: XmppClient;
}

export class FuzzedRoom {
  readonly #service: Service;
  readonly #log: ServerLog;
  readonly #bystanders: XmppClient[] = [];
  #occupant: XmppClient | undefined;
  #outsider: XmppClient | undefined;
  #component: XmppClient | undefined;

  private constructor(service: Service) {
    this.#service = service;
    this.#log = new ServerLog(service.server);
  }

  /** Starts a server and connects everybody. */
  static async start(options: Pick<ServiceOptions, "installation" | "pluginPath">): Promise<FuzzedRoom> {
    const service = await Service.start({ ...options, options: { muc_probe_rate: 0 } });
    const world = new FuzzedRoom(service);
    try {
      await world.#connectBystanders();
      await world.#connectSenders();
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  /** Sends stanzas, all at once, and waits until all that comes of them has come. Closed streams are opened again. */
  async send(stanzas: readonly FuzzStanza[]): Promise<Outcome> {
    const senders = this.#senders();
    let answers: readonly Element[][] = [];
    let problem: string | undefined;
    try {
      answers = await exchangeAll(senders, stanzas);
    } catch (error) {
      problem = (error as Error).message;
    }
    const closed = SENDERS.filter((sender) => !senders[sender].connected);
    const { ours, others } = this.#log.nextErrors();
    problem = ours[0] ?? problem ?? (await this.#overheard(closed.length > 0));
    if (closed.length > 0) await this.#connectSenders();
    return {
      closed,
      answers: answers.flat().length,
      othersErrors: others.length,
      ...(problem !== undefined && { problem }),
    };
  }

  async stop(): Promise<void> {
    const clients = [this.#occupant, this.#outsider, this.#component, ...this.#bystanders];
    for (const client of clients) await client?.disconnect();
    await this.#service.stop();
  }

  #senders(): Senders {
    if (!this.#occupant || !this.#outsider || !this.#component) throw new Error("Nobody is connected yet");
    return { occupant: this.#occupant, outsider: this.#outsider, component: this.#component };
  }

  async #connectBystanders(): Promise<void> {
    for (const { jid, nick } of BYSTANDERS) {
      const client = await logIn(jid, this.#service.server.c2sPort);
      this.#bystanders.push(client);
      if (nick === undefined) continue;
      await join(client, nick);
      // A room is locked until its owner, who came first, has configured it.
      if (nick === BYSTANDER_NICK) await setIn(FUZZ_ROOM, client, configuration());
    }
  }

  /** Connects the senders that are not, and has them join again. */
  async #connectSenders(): Promise<void> {
    const { c2sPort } = this.#service.server;
    if (this.#occupant?.connected !== true) this.#occupant = await logIn(SENDER, c2sPort);
    if (this.#outsider?.connected !== true) this.#outsider = await logIn(OUTSIDER, c2sPort);
    if (this.#component?.connected !== true) this.#component = await this.#service.connectComponent();
    await join(this.#occupant, SENDER_NICK);
    await exchange(this.#component, joining(`${FUZZ_ROOM}/${REMOTE_NICK}`, { from: REMOTE }).toString());
    await Promise.all([this.#occupant, ...this.#bystanders].map((client) => received(client)));
    await received(this.#component);
  }

  /** What a bystander has heard, if anything. */
  async #overheard(someoneLeft: boolean): Promise<string | undefined> {
    for (const client of this.#bystanders) {
      const heard = (await received(client)).find((stanza) => !(someoneLeft && isDeparture(stanza)));
      if (heard) return `${client.fullJid ?? ""} was sent what it did not ask for: ${heard.toString()}`;
    }
    return undefined;
  }
}

/** Lets a client into the room. */
async function join(client: XmppClient, nick: string): Promise<void> {
  const isRefusal = ({ name, attrs }: Element): boolean => name === "presence" && attrs.type === "error";
  const refusal = (await enter(client, FUZZ_ROOM, nick)).find(isRefusal);
  if (refusal) throw new Error(`${nick} was not let in: ${refusal.toString()}`);
}

async function exchange(client: XmppClient, xml: string): Promise<Element[]> {
  if (xml !== "") await client.send(xml);
  return received(client);
}

/** What the stanzas bring to each of the senders. */
function exchangeAll(
  { occupant, outsider, component }: Senders,
  stanzas: readonly FuzzStanza[],
): Promise<Element[][]> {
  const xmlOf = (sender: Sender): string =>
    stanzas.flatMap((each) => (each.sender === sender ? each.xml : [])).join("");
  return Promise.all([
    exchange(occupant, xmlOf("occupant")),
    exchange(outsider, xmlOf("outsider")),
    exchange(component, xmlOf("component")),
  ]);
}

/** A sender whose stream was closed has left the room. */
function isDeparture({ name, attrs }: Element): boolean {
  const nicks = [SENDER_NICK, REMOTE_NICK].map((nick) => `${FUZZ_ROOM}/${nick}`);
  return name === "presence" && nicks.includes(String(attrs.from));
}
