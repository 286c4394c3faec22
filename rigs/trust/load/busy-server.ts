// A server with rooms full of clients that all ask at once, while owners and guests keep changing everything.
import { toLua, USER_HOST } from "prosody-launcher";
import {
  administration,
  configuration,
  enter,
  joining,
  logIn,
  setIn,
} from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { POLICY_FIELD } from "../contract/announcement.ts";
import { MUC_HOST, POLICIES } from "../contract/model.ts";
import type { Random } from "./random.ts";
import { received, Service, type ServiceOptions } from "../server/service.ts";

const ROOMS = ["capulets", "montagues", "verona", "mantua"].map((name) => `${name}@${MUC_HOST}`);
/** One in so many clients comes and goes; the others stay. */
const RESTLESS_SHARE = 5;
/** So that a refusal is no answer to a question. */
const JOIN = { id: "join" };
const COLLECTIONS = 4;
/** So low that those who ask are told to wait now and then. */
const LIMITS = { muc_probe_rate: 3, muc_probe_burst: 30, muc_probe_batch_limit: 30 };

/** Somebody who asks, in one of the rooms. */
export interface Asker {
  readonly client: XmppClient;
  readonly name: string;
  readonly room: string;
  readonly isRestless: boolean;
}

export class BusyServer {
  readonly #service: Service;
  readonly #owner: XmppClient;
  readonly askers: readonly Asker[];

  private constructor(service: Service, owner: XmppClient, askers: readonly Asker[]) {
    this.#service = service;
    this.#owner = owner;
    this.askers = askers;
  }

  /** Starts a server, makes the rooms and lets everybody in. */
  static async start(
    options: Pick<ServiceOptions, "installation" | "pluginPath">,
    clients: number,
  ): Promise<BusyServer> {
    const service = await Service.start({ ...options, modules: ["trust_rooms"], options: LIMITS });
    try {
      const { c2sPort } = service.server;
      const owner = await logIn(`owner@${USER_HOST}/home`, c2sPort);
      const askers: Asker[] = [];
      for (let i = 0; i < clients; i += 1) askers.push(await connectAsker(i, c2sPort));
      const world = new BusyServer(service, owner, askers);
      await world.#openRooms();
      await world.gather();
      return world;
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** The nicks that may be asked for in a room: of people who are there, who come and go, and of nobody. */
  nicksOf(room: string): string[] {
    const guests = this.askers.filter((asker) => asker.room === room);
    return [
      "Owner",
      "Nobody",
      ...guests.flatMap(({ name, isRestless }) => (isRestless ? [name, `${name}-2`] : name)),
    ];
  }

  /** Brings everybody who has left, was banned or has another nick back to where they began. */
  async gather(): Promise<void> {
    const restless = this.askers.filter(({ isRestless }) => isRestless);
    for (const asker of restless) await this.#affiliate(asker, "none");
    await received(this.#owner);
    for (const { client, room, name } of this.askers) await client.send(joining(`${room}/${name}`, JOIN));
    for (const { client } of this.askers) await received(client);
  }

  /** Has something change: somebody comes, goes, takes another nick or is banned, or an owner changes a policy. */
  async change(random: Random): Promise<void> {
    const restless = random.pick(this.askers.filter(({ isRestless }) => isRestless));
    const { client, room, name } = restless;
    const changes: readonly (() => Promise<void>)[] = [
      () => client.send(joining(`${room}/${name}`, JOIN)),
      () => client.send(joining(`${room}/${name}-2`, JOIN)),
      () => client.send(`<presence type='unavailable' to='${room}/${name}'/>`),
      () => this.#affiliate(restless, random.pick(["outcast", "none", "member"])),
      () => this.#choose(room, random.pick(POLICIES)),
    ];
    await random.pick(changes)();
    await received(this.#owner);
  }

  reloadPlugin(): Promise<void> {
    return this.#service.control.reload(MUC_HOST, "muc_probe");
  }

  /** The memory that the server's Lua uses once all garbage is collected, in bytes. */
  async memory(): Promise<number> {
    const collect = Array.from({ length: COLLECTIONS }, () => "collectgarbage();").join(" ");
    return Number(await this.#service.control.evaluate(`${collect} return collectgarbage("count") * 1024`));
  }

  log(): string {
    return this.#service.server.log();
  }

  async stop(): Promise<void> {
    for (const { client } of [...this.askers, { client: this.#owner }]) await client.disconnect();
    await this.#service.stop();
  }

  /** Makes the rooms, without presence broadcasts: what a client is sent of others is then an answer. */
  async #openRooms(): Promise<void> {
    for (const room of ROOMS) {
      await enter(this.#owner, room, "Owner");
      // A room is locked until its owner has configured it.
      await this.#choose(room, "anyone");
      await received(this.#owner);
      await this.#service.control.evaluate(
        `prosody.hosts[${toLua(MUC_HOST)}].modules.trust_rooms.silence(${toLua(room)})`,
      );
    }
  }

  #affiliate({ name, room }: Asker, to: string): Promise<void> {
    return setIn(room, this.#owner, administration({ affiliation: to, jid: `${name}@${USER_HOST}` }));
  }

  #choose(room: string, policy: string): Promise<void> {
    return setIn(room, this.#owner, configuration({ [POLICY_FIELD]: policy }));
  }
}

async function connectAsker(index: number, port: number): Promise<Asker> {
  const name = `asker${index}`;
  return {
    client: await logIn(`${name}@${USER_HOST}/load`, port),
    name,
    room: ROOMS[index % ROOMS.length] ?? "",
    isRestless: index % RESTLESS_SHARE === 0,
  };
}

/** The stanzas that a client was sent while it asked. */
export async function ask(client: XmppClient, stanzas: string): Promise<Element[]> {
  await client.send(stanzas);
  return received(client);
}
