// A user of the foreign server, in one of our rooms.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { LOOPBACK } from "prosody-launcher";
import { joining, logIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { ABROAD, C2S_PORT, type World } from "../world/hosts.ts";

/** The longest that an answer may take: the first stanza to the other server waits for dialback. */
const ANSWER_MILLISECONDS = 30_000;
const PASSWORD = "secret";

/** A user of the foreign server, whose connection can be cut. */
export class Guest {
  readonly room: string;
  readonly nick: string;
  readonly user: string;
  readonly resource: string;
  readonly #client: XmppClient;
  readonly #line: Line;

  private constructor(room: string, nick: string, client: XmppClient, line: Line) {
    this.room = room;
    this.nick = nick;
    this.user = Guest.account(nick).name;
    this.resource = resourceFor(room);
    this.#client = client;
    this.#line = line;
  }

  /** Logs a user in by the name of the nick, to go to a room. */
  static async logIn(world: World, room: string, nick: string): Promise<Guest> {
    const line = await Line.to(world.mantua.address);
    const { name, password } = Guest.account(nick);
    const jid = `${name}@${ABROAD}/${resourceFor(room)}`;
    return new Guest(room, nick, await logIn(jid, line.port, password), line);
  }

  /** The account that a guest logs in with. */
  static account(nick: string): { readonly name: string; readonly password: string } {
    return { name: nick.toLowerCase(), password: PASSWORD };
  }

  async send(xml: string): Promise<void> {
    await this.#client.send(xml);
  }

  /** Enters the room; rejects if the room does not let the user in. */
  async join(): Promise<void> {
    await this.#client.send(joining(`${this.room}/${this.nick}`));
    const subject = await this.next(
      (stanza) => stanza.is("message") && stanza.getChild("subject") !== undefined,
    );
    if (subject === undefined) throw new Error(`${this.nick} was not let into ${this.room}`);
  }

  async leave(): Promise<void> {
    await this.send(`<presence type="unavailable" to="${this.room}/${this.nick}"/>`);
    await this.gone();
  }

  /** Waits until the room says that the user is no longer in it. */
  async gone(): Promise<void> {
    await this.next(
      ({ attrs }) => attrs.type === "unavailable" && attrs.from === `${this.room}/${this.nick}`,
    );
  }

  /** Probes somebody in the room, by nick, or the room itself; resolves to the answer, if one comes. */
  async probe(nick?: string): Promise<Element | undefined> {
    const target = nick === undefined ? this.room : `${this.room}/${nick}`;
    await this.send(`<presence type="probe" id="probe" to="${target}"/>`);
    return this.next((stanza) => stanza.is("presence") && stanza.attrs.from === target);
  }

  /** Waits for a stanza, and drops all before it. */
  async next(
    matches: (stanza: Element) => boolean,
    milliseconds = ANSWER_MILLISECONDS,
  ): Promise<Element | undefined> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const stanza = await this.#client.next(Math.max(0, deadline - Date.now()));
      if (stanza === undefined || matches(stanza)) return stanza;
    }
  }

  /** Cuts the connection, without a word to the server. */
  cut(): void {
    this.#line.cut();
  }
}

/** One resource for each service: a second session with the same would end the first. */
function resourceFor(room: string): string {
  return room.slice(room.indexOf("@") + 1);
}

/** A connection that can be cut. */
class Line {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  private constructor(address: string) {
    this.#server = createServer((near) => {
      const far = connect({ host: address, port: C2S_PORT });
      this.#sockets.push(near, far);
      for (const socket of [near, far]) socket.on("error", () => undefined);
      near.pipe(far).pipe(near);
    });
  }

  static async to(address: string): Promise<Line> {
    const line = new Line(address);
    await once(line.#server.listen(0, LOOPBACK), "listening");
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#server.close();
  }
}
