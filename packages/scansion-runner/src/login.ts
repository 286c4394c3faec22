import { createHash } from "node:crypto";
import { Element } from "ltx";
import type { Tls } from "./choices.ts";
import { chooseMechanism, type Credentials } from "./sasl.ts";
import type { Transport } from "./transport.ts";
import { attributesOf, serialise } from "./xml.ts";

export interface LoginOptions {
  credentials: Credentials;
  resource?: string | undefined;
  tls: Tls;
  /** The only SASL mechanism allowed. */
  mechanism?: string | undefined;
}

const NS_STREAM = "http://etherx.jabber.org/streams";
const NS_TLS = "urn:ietf:params:xml:ns:xmpp-tls";
const NS_SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
const NS_BIND = "urn:ietf:params:xml:ns:xmpp-bind";
const NS_SESSION = "urn:ietf:params:xml:ns:xmpp-session";
const BIND_ID = "scansion-bind";
const SESSION_ID = "scansion-session";

/** Takes the next child of the stream, which has a name for messages. @throws Error where there will be none. */
export type ReadNext = (awaited: string) => Promise<Element>;

/**
 * Logs a client in on a connection (RFC 6120 §4 to §7): STARTTLS where that is wanted, SASL, the resource.
 *
 * @returns The full JID.
 * @throws Error that says what was refused, or is not to be had.
 */
export async function logIn(transport: Transport, read: ReadNext, options: LoginOptions): Promise<string> {
  let features = await openStream(transport, read);
  if (options.tls === "starttls") features = await startTls(transport, read, features);
  await authenticate(transport, read, features, options);
  features = await openStream(transport, read);
  const fullJid = await bind(transport, read, options.resource);
  // Servers from the days of RFC 3921 want a session too; those of today say that it is optional.
  const session = features.getChild("session", NS_SESSION);
  if (session && !session.getChild("optional")) await startSession(transport, read);
  return fullJid;
}

/**
 * Connects a component (XEP-0114).
 *
 * @throws Error where the server refuses it.
 */
export async function joinAsComponent(transport: Transport, read: ReadNext, secret: string): Promise<void> {
  const id = await transport.open();
  const digest = createHash("sha1")
    .update(id + secret)
    .digest("hex");
  await transport.write(`<handshake>${digest}</handshake>`);
  const answer = await read("the answer to the handshake");
  if (answer.getName() !== "handshake")
    throw new Error(
      `the server answered the handshake with <${answer.name}>: is this its port for components?`,
    );
}

async function openStream(transport: Transport, read: ReadNext): Promise<Element> {
  await transport.open();
  const features = await read("the stream's features");
  if (!features.is("features", NS_STREAM))
    throw new Error(`expected the stream's features, received <${features.name}>`);
  return features;
}

async function startTls(transport: Transport, read: ReadNext, features: Element): Promise<Element> {
  if (!transport.startTls) throw new Error("STARTTLS is for TCP: use a wss: or https: address");
  if (!features.getChild("starttls", NS_TLS)) throw new Error("the server does not offer STARTTLS");
  await transport.write(`<starttls xmlns='${NS_TLS}'/>`);
  const answer = await read("the answer to STARTTLS");
  if (!answer.is("proceed", NS_TLS)) throw new Error("the server refuses STARTTLS");
  await transport.startTls();
  return openStream(transport, read);
}

async function authenticate(
  transport: Transport,
  read: ReadNext,
  features: Element,
  { credentials, mechanism, tls }: LoginOptions,
): Promise<void> {
  const starttls = features.getChild("starttls", NS_TLS);
  const offered = (features.getChild("mechanisms", NS_SASL)?.getChildren("mechanism") ?? []).map((each) =>
    each.text(),
  );
  if (tls === "none" && starttls && (offered.length === 0 || starttls.getChild("required")))
    throw new Error("the server lets nobody log in without TLS, and TLS is not allowed here: allow STARTTLS");
  const { name, start } = chooseMechanism(offered, credentials, mechanism);
  const exchange = start(credentials);
  const auth = new Element("auth", { xmlns: NS_SASL, mechanism: name }).t(toBase64(exchange.initial) || "=");
  await transport.write(serialise(auth));
  for (;;) {
    const answer = await read(`the answer to ${name}`);
    const text = Buffer.from(answer.text(), "base64").toString();
    if (answer.is("success", NS_SASL)) {
      exchange.verify(text);
      return;
    }
    if (answer.is("failure", NS_SASL)) throw new Error(`${conditionOf(answer)} (${name})`);
    if (!answer.is("challenge", NS_SASL))
      throw new Error(`the server answered ${name} with <${answer.name}>`);
    const response = new Element("response", { xmlns: NS_SASL }).t(toBase64(await exchange.respond(text)));
    await transport.write(serialise(response));
  }
}

async function bind(transport: Transport, read: ReadNext, resource: string | undefined): Promise<string> {
  const request = new Element("bind", { xmlns: NS_BIND });
  if (resource !== undefined) request.c("resource").t(resource);
  const answer = await ask(transport, read, BIND_ID, request);
  const jid = answer.getChild("bind", NS_BIND)?.getChildText("jid");
  if (!jid) throw new Error("the server has bound no resource");
  return jid;
}

async function startSession(transport: Transport, read: ReadNext): Promise<void> {
  await ask(transport, read, SESSION_ID, new Element("session", { xmlns: NS_SESSION }));
}

async function ask(transport: Transport, read: ReadNext, id: string, payload: Element): Promise<Element> {
  const iq = new Element("iq", { type: "set", id });
  iq.cnode(payload);
  await transport.write(serialise(iq));
  const answer = await read(`the answer to <${payload.name}>`);
  const { type } = attributesOf(answer);
  if (type !== "result")
    throw new Error(`${conditionOf(answer.getChild("error") ?? answer)} (${payload.name})`);
  return answer;
}

function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** The condition of an error of any kind, and its text where it has one. */
export function conditionOf(error: Element): string {
  const condition = error.getChildElements().find((child) => child.getName() !== "text");
  const text = error.getChildText("text")?.trim();
  return [condition?.getName() ?? error.getName(), ...(text ? [text] : [])].join(": ");
}
