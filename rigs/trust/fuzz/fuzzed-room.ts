// A room with a few people, some of whom send what they should not; the others must hear nothing of it.
import { configuration, enter, joining, logIn, setIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { USER_HOST } from "prosody-launcher";
import { BYSTANDER_NICK, FUZZ_ROOM, REMOTE_NICK, SENDER_NICK } from "./jids.ts";
import { type Asker, judgeQuery } from "./judge.ts";
import { ID_OF_BYSTANDER } from "./queries.ts";
import { type FuzzStanza, type Sender, SENDERS } from "./stanzas.ts";
import { NS_OCCUPANT_ID } from "../contract/answers.ts";
import { REMOTE_HOST } from "../contract/model.ts";
import { ServerLog } from "../server/server-log.ts";
import { received, Service, type ServiceOptions } from "../server/service.ts";

const SENDER = `sender@${USER_HOST}/fuzz`;
/** Makes a hundred answers about one person larger than a result may be. */
const LONG_STATUS = 4_000;
const OUTSIDER = `outsider@${USER_HOST}/fuzz`;
const REMOTE = `paris@${REMOTE_HOST}/phone`;
/** Must hear nothing: somebody else, the same user with the same nick, and somebody who is not in the room. */
const BYSTANDERS = [
  { jid: `bystander@${USER_HOST}/home`, nick: BYSTANDER_NICK },
  { jid: `sender@${USER_HOST}/other`, nick: SENDER_NICK },
  { jid: `stranger@${USER_HOST}/home`, nick: undefined },
];

export interface Outcome {
  readonly problem?: string;
  /** Senders whose streams the server has closed. */
  readonly closed: readonly Sender[];
  /** The number of stanzas that came back. */
  readonly answers: number;
  /** The number of errors that the server logged and the plugin has no part in. */
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
  /** Undefined where the release has no occupant-ids. */
  #idOfBystander: string | undefined;

  private constructor(service: Service) {
    this.#service = service;
    this.#log = new ServerLog(service.server);
  }

  /** Starts a server and connects everybody. */
  static async start(options: Pick<ServiceOptions, "installation" | "pluginPath">): Promise<FuzzedRoom> {
    const service = await Service.start({
      ...options,
      options: { muc_probe_rate: 0, muc_probe_list: true },
    });
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
  async send(some: readonly FuzzStanza[]): Promise<Outcome> {
    const senders = this.#senders();
    const stanzas = some.map((each) => ({
      ...each,
      xml: each.xml.replaceAll(ID_OF_BYSTANDER, this.#idOfBystander ?? "x"),
    }));
    let answers: readonly Element[][] = [];
    let problem: string | undefined;
    try {
      answers = await exchangeAll(senders, stanzas);
    } catch (error) {
      problem = (error as Error).message;
    }
    const closed = SENDERS.filter((sender) => !senders[sender].connected);
    const { ours, others } = this.#log.nextErrors();
    problem =
      ours[0] ??
      problem ??
      this.#judge(stanzas, answers, closed) ??
      (await this.#overheard(closed.length > 0));
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
      if (nick !== BYSTANDER_NICK) continue;
      await setIn(FUZZ_ROOM, client, configuration());
      await client.send(
        joining(`${FUZZ_ROOM}/${nick}`, { id: "large" }).c("status").t("x".repeat(LONG_STATUS)).root(),
      );
      const own = (await received(client)).find((stanza) => stanza.getChild("occupant-id", NS_OCCUPANT_ID));
      this.#idOfBystander = own?.getChild("occupant-id", NS_OCCUPANT_ID)?.attrs.id as string | undefined;
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

  /** Judges the answers to queries, but for senders whose stream was closed: some of their answers may be missing. */
  #judge(
    stanzas: readonly FuzzStanza[],
    answers: readonly Element[][],
    closed: readonly Sender[],
  ): string | undefined {
    const isJudged = ({ sender, xml }: FuzzStanza): boolean =>
      xml.startsWith("<iq") && !closed.includes(sender);
    return stanzas
      .filter(isJudged)
      .map(({ sender, xml }) =>
        judgeQuery(xml, this.#asker(sender, xml), answers[SENDERS.indexOf(sender)] ?? []),
      )
      .find((found) => found !== undefined);
  }

  /** The sender of a stanza, as the room sees it. */
  #asker(sender: Sender, xml: string): Asker {
    const hasIds = this.#idOfBystander !== undefined;
    if (sender === "occupant") return { nick: SENDER_NICK, hasIds };
    const isParis = sender === "component" && xml.includes(` from='${REMOTE}'`);
    return { nick: isParis ? REMOTE_NICK : undefined, hasIds };
  }

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

/** Sends all stanzas, and returns what each sender receives. */
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
