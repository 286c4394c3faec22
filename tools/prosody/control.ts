import { USER_HOST } from "./configuration.ts";
import { RawStream } from "./raw-stream.ts";

/** Who changes the server; any name and password will do unless the server has `accounts`. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const NAMESPACE = "urn:prosody-launcher:control";
const ENTITIES: readonly (readonly [string, string])[] = [
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
  ["&", "&amp;"],
];

/** Changes a running server through its `mod_test_control`, one change at a time. */
export class Control {
  readonly #stream: RawStream;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(stream: RawStream) {
    this.#stream = stream;
  }

  /** Logs in to a server that was started with `control: true`. */
  static async connect(
    server: { readonly c2sPort: number },
    credentials: Credentials = { user: "control", password: "any" },
  ): Promise<Control> {
    const stream = new RawStream(server.c2sPort);
    try {
      await logIn(stream, credentials);
      return new Control(stream);
    } catch (error) {
      stream.close();
      throw error;
    }
  }

  /** Loads a module on a host. */
  async load(host: string, module: string): Promise<void> {
    await this.#changeModule("load", host, module);
  }

  /** Unloads a module from a host. */
  async unload(host: string, module: string): Promise<void> {
    await this.#changeModule("unload", host, module);
  }

  /** Reloads a module of a host. */
  async reload(host: string, module: string): Promise<void> {
    await this.#changeModule("reload", host, module);
  }

  /** Runs a chunk of Lua in the server; resolves to `tostring` of what it returns. */
  evaluate(lua: string): Promise<string> {
    return this.#request(`<control xmlns='${NAMESPACE}' action='eval'>${escape(lua)}</control>`);
  }

  close(): void {
    this.#stream.close();
  }

  async #changeModule(action: string, host: string, module: string): Promise<void> {
    await this.#request(
      `<control xmlns='${NAMESPACE}' action='${action}' host='${escape(host)}' module='${escape(module)}'/>`,
    );
  }

  /** Waits for its turn: an answer does not say what it is the answer to. */
  #request(control: string): Promise<string> {
    const answer = this.#turn.then(() => this.#ask(control));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #ask(control: string): Promise<string> {
    this.#stream.send(`<iq type='set' to='${USER_HOST}' id='control'>${control}</iq>`);
    const [answer] = await this.#stream.read(/<iq\b.*?<\/iq>/s);
    if (!/^<iq\b[^>]*\btype='result'/.test(answer)) {
      throw new Error(textOf(answer, "text") || answer);
    }
    return textOf(answer, "control");
  }
}

async function logIn(stream: RawStream, { user, password }: Credentials): Promise<void> {
  await stream.open();
  const plain = Buffer.from(`\0${user}\0${password}`).toString("base64");
  stream.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`);
  const [outcome] = await stream.read(/<success\b|<failure\b/);
  if (outcome !== "<success") throw new Error(`${user} cannot log in`);
  await stream.open();
  stream.send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
  await stream.read(/<iq\b.*?<\/iq>/s);
}

function textOf(xml: string, element: string): string {
  const text = new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, "s").exec(xml)?.[1] ?? "";
  return ENTITIES.reduce((unescaped, [character, entity]) => unescaped.replaceAll(entity, character), text);
}

function escape(text: string): string {
  return ENTITIES.reduceRight((escaped, [character, entity]) => escaped.replaceAll(character, entity), text);
}
