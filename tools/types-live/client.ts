import { client as createClient, xml, type Client as XmppClient } from "@xmpp/client";
import { LOOPBACK } from "../prosody/free-port.ts";
import { USER_HOST } from "../prosody/configuration.ts";
import type { Element } from "../scansion/src/index.ts";

const ANSWER_MILLISECONDS = 10_000;

/** A client that is logged in, whose requests can be waited for. */
export class Client {
  readonly jid: string;
  readonly bareJid: string;
  readonly #xmpp: XmppClient;
  readonly #waiting = new Map<string, (answer: Element) => void>();
  #requests = 0;

  private constructor(xmpp: XmppClient, jid: string) {
    this.#xmpp = xmpp;
    this.jid = jid;
    this.bareJid = jid.replace(/\/.*/, "");
    xmpp.on("error", () => undefined);
    xmpp.on("stanza", (stanza: Element) => {
      this.#receive(stanza);
    });
  }

  /** Logs in with a password that equals the name. */
  static async logIn(port: number, username: string, resource: string): Promise<Client> {
    const xmpp = createClient({
      service: `xmpp://${LOOPBACK}:${port}`,
      domain: USER_HOST,
      username,
      password: username,
      resource,
    });
    xmpp.reconnect.stop();
    const client = new Client(xmpp, `${username}@${USER_HOST}/${resource}`);
    await xmpp.start();
    return client;
  }

  /** Sends a stanza and waits until the server has handled it: it handles a client's stanzas one by one. */
  async send(stanza: Element): Promise<void> {
    await this.#xmpp.send(stanza);
    await this.request("get", USER_HOST, xml("ping", "urn:xmpp:ping"));
  }

  /** Sends a request and waits for the answer, a result or an error. */
  async request(type: "get" | "set", to: string | undefined, payload: Element): Promise<Element> {
    this.#requests += 1;
    const id = `request-${this.#requests}`;
    const answered = new Promise<Element>((resolve, reject) => {
      const timeout = setTimeout(() => {
        reject(new Error(`${this.jid}: no answer to ${payload.toString()}`));
      }, ANSWER_MILLISECONDS);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timeout);
        resolve(answer);
      });
    });
    await this.#xmpp.send(xml("iq", { type, id, ...(to === undefined ? {} : { to }) }, payload));
    return answered;
  }

  async logOut(): Promise<void> {
    await this.#xmpp.stop();
  }

  #receive(stanza: Element): void {
    const { id, type } = stanza.attrs as { readonly id?: string; readonly type?: string };
    if (!stanza.is("iq") || id === undefined || type === "get" || type === "set") return;
    this.#waiting.get(id)?.(stanza);
    this.#waiting.delete(id);
  }
}
