import { randomInt } from "node:crypto";
import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { escapeXML } from "ltx";
import { CLOSING_MILLISECONDS, type Destination, type StreamListener, type Transport } from "./transport.ts";
import { declareClient } from "./websocket.ts";
import { IllFormedError, XmlReader } from "./xml-reader.ts";
import { attributesOf, type Element, namespaceOf } from "./xml.ts";

const NS_BIND = "http://jabber.org/protocol/httpbind";
const NS_XBOSH = "urn:xmpp:xbosh";
/** Seconds for which the server may keep a request that it has no answer for. */
const WAIT_SECONDS = 60;
const SHOWN_CHARACTERS = 60;
/** Ids of requests start at a random one, and must stay below 2⁵³ (XEP-0124 §7.1). */
const MAX_FIRST_ID = 2 ** 40;

/** An XML stream over HTTP (XEP-0124, XEP-0206): the server keeps one request, and answers it once it has something to say. */
export class BoshTransport implements Transport {
  readonly #destination: Destination;
  readonly #url: string;
  readonly #agent: HttpAgent;
  #listener: StreamListener | undefined;
  #requestId = randomInt(1, MAX_FIRST_ID);
  #sessionId = "";
  /** Requests that the server has not answered yet. */
  #waiting = 0;
  /** Answers are taken in the order of their requests. */
  #taken: Promise<void> = Promise.resolve();
  #outgoing: string[] = [];
  #sendingSoon = false;
  #isClosed = false;

  constructor(destination: Destination, url: string) {
    this.#destination = destination;
    this.#url = url;
    const { ca, insecure } = destination;
    const options = { keepAlive: true, maxSockets: 2 };
    this.#agent = url.startsWith("https:")
      ? new HttpsAgent({ ...options, rejectUnauthorized: insecure !== true, ...(ca !== undefined && { ca }) })
      : new HttpAgent(options);
  }

  connect(listener: StreamListener): Promise<void> {
    this.#listener = listener;
    return Promise.resolve();
  }

  async open(): Promise<string> {
    const to = `to='${escapeXML(this.#destination.domain)}' xml:lang='en' xmlns:xmpp='${NS_XBOSH}'`;
    if (this.#sessionId !== "") {
      void this.#send(`${to} xmpp:restart='true'`, "");
      return "";
    }
    const creation = `content='text/xml; charset=utf-8' ver='1.11' wait='${WAIT_SECONDS}' hold='1' xmpp:version='1.0'`;
    const problem = await this.#send(`${to} ${creation}`, "");
    if (problem) throw problem;
    return this.#sessionId;
  }

  write(xml: string): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error("the connection is closed"));
    this.#outgoing.push(declareClient(xml));
    this.#sendSoon();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    const timer = setTimeout(() => {
      this.destroy();
    }, CLOSING_MILLISECONDS);
    await this.#send("type='terminate'", this.#outgoing.splice(0).join(""));
    clearTimeout(timer);
    this.destroy();
  }

  destroy(): void {
    this.#agent.destroy();
    this.#end();
  }

  /** Sends all that is written at once in one request. */
  #sendSoon(): void {
    if (this.#sendingSoon) return;
    this.#sendingSoon = true;
    setImmediate(() => {
      this.#sendingSoon = false;
      if (!this.#isClosed && this.#waiting < 2 && this.#outgoing.length > 0) this.#sendOutgoing();
    });
  }

  #sendOutgoing(): void {
    void this.#send("", this.#outgoing.splice(0).join(""));
  }

  /** Sends one request; resolves once its answer has been taken, to what went wrong. */
  async #send(attributes: string, content: string): Promise<Error | undefined> {
    this.#requestId += 1;
    this.#waiting += 1;
    const session = this.#sessionId === "" ? "" : ` sid='${escapeXML(this.#sessionId)}'`;
    const answered = this.#post(
      `<body xmlns='${NS_BIND}' rid='${this.#requestId}'${session} ${attributes}>${content}</body>`,
    );
    const earlier = this.#taken;
    const taken = (async (): Promise<Error | undefined> => {
      try {
        const body = await answered;
        await earlier;
        this.#waiting -= 1;
        this.#take(body);
        return undefined;
      } catch (error) {
        this.#end(error as Error);
        return error as Error;
      }
    })();
    this.#taken = taken.then(() => undefined);
    const problem = await taken;
    if (!this.#isClosed && (this.#waiting === 0 || this.#outgoing.length > 0)) this.#sendOutgoing();
    return problem;
  }

  #post(body: string): Promise<string> {
    this.#listener?.wire?.("out", body);
    const request = this.#url.startsWith("https:") ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const posted = request(
        this.#url,
        {
          method: "POST",
          agent: this.#agent,
          headers: { "content-type": "text/xml; charset=utf-8", "content-length": Buffer.byteLength(body) },
        },
        (response) => {
          response.setEncoding("utf8");
          let answer = "";
          response.on("data", (text: string) => (answer += text));
          response.on("error", reject);
          response.on("end", () => {
            if (response.statusCode === 200) resolve(answer);
            else reject(new Error(`${this.#url} answered with HTTP status ${response.statusCode ?? 0}`));
          });
        },
      );
      posted.on("error", reject);
      posted.end(body);
    });
  }

  #take(answer: string): void {
    const children: Element[] = [];
    const started: Element[] = [];
    const ended: Element[] = [];
    const reader = new XmlReader("children", {
      root: (root) => started.push(root),
      element: (element) => children.push(element),
      end: () => ended.push(...started),
    });
    reader.write(answer);
    this.#listener?.wire?.("in", answer);
    const [body] = ended;
    if (body?.getName() !== "body" || namespaceOf(body) !== NS_BIND)
      throw new IllFormedError(`no <body> of BOSH: ${JSON.stringify(answer.slice(0, SHOWN_CHARACTERS))}`);
    const { sid, type, condition } = attributesOf(body);
    this.#sessionId ||= sid ?? "";
    for (const child of children) this.#listener?.element(child);
    if (type === "terminate")
      this.#end(
        condition === undefined ? undefined : new Error(`the server ended the session: ${condition}`),
      );
  }

  #end(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listener?.closed(error);
  }
}
