import { Element, XmppClient } from "scansion-runner";
import { USER_HOST } from "./configuration.ts";

/** The user who changes the server; any name and password will do unless the server has `accounts`. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const NAMESPACE = "urn:prosody-launcher:control";
const LOGIN_MILLISECONDS = 60_000;
/** The longest that a timer takes: a change takes as long as it takes. */
const ANSWER_MILLISECONDS = 2 ** 31 - 1;

/** Changes a running server through its `mod_test_control`. */
export class Control {
  readonly #client: XmppClient;

  private constructor(client: XmppClient) {
    this.#client = client;
  }

  /** Logs in to a server that was started with `control: true`. */
  static async connect(
    { c2sPort }: { readonly c2sPort: number },
    { user, password }: Credentials = { user: "control", password: "any" },
  ): Promise<Control> {
    const jid = `${user}@${USER_HOST}`;
    const client = new XmppClient({ jid, password, port: c2sPort, timeoutMs: LOGIN_MILLISECONDS });
    await client.connect().catch((error: unknown) => {
      throw new Error(`${user} cannot log in: ${(error as Error).message}`, { cause: error });
    });
    return new Control(client);
  }

  /** Loads a module on a host. */
  async load(host: string, module: string): Promise<void> {
    await this.#request({ action: "load", host, module });
  }

  /** Unloads a module from a host. */
  async unload(host: string, module: string): Promise<void> {
    await this.#request({ action: "unload", host, module });
  }

  /** Reloads a module of a host. */
  async reload(host: string, module: string): Promise<void> {
    await this.#request({ action: "reload", host, module });
  }

  /** Runs a chunk of Lua in the server; resolves to `tostring` of what it returns. */
  evaluate(lua: string): Promise<string> {
    return this.#request({ action: "eval" }, lua);
  }

  close(): void {
    void this.#client.disconnect();
  }

  async #request(attributes: Readonly<Record<string, string>>, lua = ""): Promise<string> {
    const iq = new Element("iq", { type: "set", to: USER_HOST });
    iq.c("control", { xmlns: NAMESPACE, ...attributes }).t(lua);
    const answer = await this.#client.request(iq, ANSWER_MILLISECONDS);
    if (answer === undefined) throw new Error("the server closed the stream");
    if (answer.attrs.type !== "result")
      throw new Error(answer.getChild("error")?.getChildText("text") ?? answer.toString());
    return answer.getChildText("control") ?? "";
  }
}
