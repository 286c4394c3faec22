// Somebody who plays in the scene: a client that nobody looks at.
import { $iq, $msg, $pres, Strophe } from "./strophe.esm.js";

const MUC = "http://jabber.org/protocol/muc";
const DISCO = "http://jabber.org/protocol/disco#info";
const FORM = "jabber:x:data";
const { CONNECTED, CONNFAIL, AUTHFAIL, DISCONNECTED } = Strophe.Status;
const LOST = [CONNFAIL, AUTHFAIL, DISCONNECTED];

export class Player {
  /** Rejects when the connection fails, or ends and nobody here ended it. */
  lost;
  #nick;
  #connection = new Strophe.Connection(`ws://${location.host}/xmpp-websocket`);
  #lose;

  constructor(nick) {
    this.#nick = nick;
    this.lost = new Promise((_, reject) => {
      this.#lose = () => reject(new Error("The server does not answer. Is it still running?"));
    });
  }

  logIn() {
    const account = this.#nick.toLowerCase();
    return new Promise((resolve) => {
      this.#connection.connect(`${account}@localhost`, account, (status) => {
        if (status === CONNECTED) resolve();
        if (LOST.includes(status)) this.#lose();
      });
    });
  }

  logOut() {
    this.#connection.connect_callback = null;
    this.#connection.disconnect();
  }

  enter(room) {
    this.#connection.send($pres({ to: `${room}/${this.#nick}` }).c("x", { xmlns: MUC }));
    return this.#settled();
  }

  say(room, text) {
    this.#connection.send($msg({ to: room, type: "groupchat" }).c("body").t(text));
    return this.#settled();
  }

  /** Tells somebody outside of rooms something. */
  tell(to, text) {
    this.#connection.send($msg({ to }).c("body").t(text));
    return this.#settled();
  }

  rename(room, nick) {
    this.#nick = nick;
    this.#connection.send($pres({ to: `${room}/${nick}` }));
    return this.#settled();
  }

  leave(room) {
    this.#connection.send($pres({ to: `${room}/${this.#nick}`, type: "unavailable" }));
    return this.#settled();
  }

  /** Sets the room's name, and that it tells nobody who is in it but its moderators. */
  async configure(room, name) {
    const form = $iq({ to: room, type: "set" })
      .c("query", { xmlns: `${MUC}#owner` })
      .c("x", { xmlns: FORM, type: "submit" });
    const fields = {
      FORM_TYPE: `${MUC}#roomconfig`,
      "muc#roomconfig_roomname": name,
      "muc#roomconfig_presencebroadcast": "moderator",
    };
    for (const [field, value] of Object.entries(fields))
      form.c("field", { var: field }).c("value").t(value).up().up();
    await this.#ask(form);
  }

  /** Gives somebody an affiliation, and registers the nick. */
  async affiliate(room, nick, affiliation) {
    const item = { affiliation, nick, jid: `${nick.toLowerCase()}@localhost` };
    await this.#ask(
      $iq({ to: room, type: "set" })
        .c("query", { xmlns: `${MUC}#admin` })
        .c("item", item),
    );
  }

  async countPeople(room) {
    const answer = await this.#ask($iq({ to: room, type: "get" }).c("query", { xmlns: DISCO }));
    return Number(answer.querySelector('field[var="muc#roominfo_occupants"] value').textContent);
  }

  /** Resolves once the server has done all that was sent before. */
  #settled() {
    return this.#ask($iq({ to: "localhost", type: "get" }).c("ping", { xmlns: "urn:xmpp:ping" }));
  }

  #ask(iq) {
    return new Promise((resolve, reject) => {
      this.#connection.sendIQ(iq, resolve, (error) => {
        reject(new Error(error?.outerHTML ?? "no answer"));
      });
    });
  }
}
