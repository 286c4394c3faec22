import { xml } from "@xmpp/client";
import { USER_HOST } from "prosody-launcher";
import {
  administration,
  configuration,
  enter,
  logIn,
  NS_MUC,
  submission,
} from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";

const MUC_HOST = `conference.${USER_HOST}`;
const ROOM = `talk@${MUC_HOST}`;
const CONFIGURATION = {
  "muc#roomconfig_roomname": "Talk",
  "muc#roomconfig_persistentroom": "1",
  "muc#roomconfig_moderatedroom": "1",
  "muc#roomconfig_whois": "anyone",
};
const DESCRIBE = "urn:mod_muc_probe:types-live";

/** Describing a server takes some seconds, and more where the machine has other work. */
const ANSWER_MILLISECONDS = 60_000;

/** The accounts that the scenario's server must have, by name and password. */
export const SCENARIO_ACCOUNTS: Readonly<Record<string, string>> = {
  alice: "alice",
  bob: "bob",
  carol: "carol",
};

/** Does on a server what makes it show its objects and fire its events. */
export async function playScenario(port: number): Promise<void> {
  const alice = await logIn(`alice@${USER_HOST}/phone`, port, "alice");
  const bob = await logIn(`bob@${USER_HOST}/laptop`, port, "bob");
  await chatOneToOne(alice, bob);
  await sleepAndWake(alice, bob);
  await fillRoom(alice, bob);
  await talkInRoom(alice, bob);
  await describe(port);
  await changeRights(alice, bob);
  await leaveRoom(alice, bob);
  await deleteAccount(port);
  await bob.disconnect();
  await alice.disconnect();
}

/** Has a server write down what there is, and what it saw up to now. */
export async function describe(port: number): Promise<void> {
  const observer = await logIn(`alice@${USER_HOST}/observer`, port, "alice");
  await request(observer, "set", USER_HOST, xml("describe", DESCRIBE));
  await observer.disconnect();
}

/** Sends a stanza, and waits until the server has handled it. */
async function send(client: XmppClient, stanza: Element): Promise<void> {
  await client.send(stanza);
  await client.ping();
}

/** Sends a request, and waits for the answer, a result or an error. */
async function request(
  client: XmppClient,
  type: "get" | "set",
  to: string | undefined,
  payload: Element,
): Promise<void> {
  const answer = await client.request(xml("iq", { type, to }, payload), ANSWER_MILLISECONDS);
  if (!answer) throw new Error(`${client.bareJid}: no answer to ${payload.toString()}`);
}

async function chatOneToOne(alice: XmppClient, bob: XmppClient): Promise<void> {
  await send(bob, message("carol@localhost", "chat", text("Read this when you are back")));
  await send(alice, xml("presence"));
  await send(bob, xml("presence"));
  await request(alice, "get", undefined, xml("query", "jabber:iq:roster"));
  await request(alice, "set", undefined, roster({ jid: bob.bareJid, name: "Bob" }));
  await request(alice, "set", undefined, roster({ jid: "carol@localhost" }));
  await request(alice, "set", undefined, roster({ jid: "carol@localhost", subscription: "remove" }));
  await send(alice, message(bob.fullJid ?? "", "chat", text("Hello")));
  await request(alice, "get", undefined, xml("query", { xmlns: disco("info") }));
  await request(alice, "get", undefined, xml("query", { xmlns: disco("items") }));
  for (const host of [USER_HOST, MUC_HOST]) {
    await request(alice, "get", host, xml("query", disco("info")));
    await request(alice, "get", host, xml("query", disco("items")));
    await request(alice, "get", host, xml("query", { xmlns: disco("info"), node: "nothing" }));
    await request(alice, "get", host, xml("query", { xmlns: disco("items"), node: "nothing" }));
  }
}

async function sleepAndWake(alice: XmppClient, bob: XmppClient): Promise<void> {
  await request(alice, "set", undefined, xml("enable", "urn:xmpp:carbons:2"));
  await send(alice, xml("inactive", "urn:xmpp:csi:0"));
  await send(bob, message(alice.fullJid ?? "", "chat", text("Are you asleep?")));
  await send(alice, xml("active", "urn:xmpp:csi:0"));
}

async function fillRoom(alice: XmppClient, bob: XmppClient): Promise<void> {
  await enter(alice, ROOM, "alice");
  await request(alice, "get", ROOM, owner());
  await request(alice, "set", ROOM, configuration(CONFIGURATION));
  await request(alice, "set", ROOM, administration({ affiliation: "member", jid: "bob@localhost" }));
  await request(
    alice,
    "set",
    ROOM,
    administration({ affiliation: "member", jid: "carol@localhost", nick: "carol" }),
  );
  await enter(bob, ROOM, "bob");
  await request(bob, "get", ROOM, xml("query", "jabber:iq:register"));
  await request(bob, "set", ROOM, xml("query", "jabber:iq:register", registration("bob")));
  await send(bob, presence("bobby"));
  await send(bob, presence("bob"));
}

async function talkInRoom(alice: XmppClient, bob: XmppClient): Promise<void> {
  await send(alice, message(ROOM, "groupchat", text("Hello, everybody")));
  await send(alice, message(ROOM, "groupchat", xml("subject", {}, "Types")));
  await send(bob, message(`${ROOM}/alice`, "chat", text("Hello, alice")));
  await request(bob, "get", `${ROOM}/bob`, xml("ping", "urn:xmpp:ping"));
  await request(bob, "get", ROOM, xml("query", disco("info")));
  await request(bob, "get", ROOM, xml("query", disco("items")));
  await request(bob, "get", ROOM, xml("query", { xmlns: disco("info"), node: "x-roomuser-item" }));
  await send(bob, xml("presence", { to: `${ROOM}/alice`, type: "probe" }));
  await send(
    alice,
    message(ROOM, undefined, xml("x", `${NS_MUC}#user`, xml("invite", { to: "carol@localhost" }))),
  );
  await send(
    bob,
    message(ROOM, undefined, xml("x", `${NS_MUC}#user`, xml("decline", { to: "alice@localhost" }))),
  );
}

async function changeRights(alice: XmppClient, bob: XmppClient): Promise<void> {
  await request(alice, "get", ROOM, administration({ affiliation: "member" }));
  await request(alice, "set", ROOM, administration({ nick: "bob", role: "visitor" }));
  await send(bob, message(ROOM, undefined, voiceRequest({ "muc#role": "participant" })));
  await send(
    alice,
    message(
      ROOM,
      undefined,
      voiceRequest({
        "muc#role": "participant",
        "muc#jid": bob.fullJid ?? "",
        "muc#roomnick": "bob",
        "muc#request_allow": "true",
      }),
    ),
  );
  await request(alice, "set", ROOM, administration({ nick: "bob", role: "none" }));
  await enter(bob, ROOM, "bob");
  await send(bob, xml("presence", { to: `${ROOM}/bob`, type: "unavailable" }));
  await request(alice, "set", ROOM, administration({ affiliation: "outcast", jid: "bob@localhost" }));
  await enter(bob, ROOM, "bob");
}

async function leaveRoom(alice: XmppClient, bob: XmppClient): Promise<void> {
  await request(
    alice,
    "set",
    ROOM,
    owner(xml("destroy", { jid: `other@${MUC_HOST}` }, xml("reason", {}, "Done"))),
  );
  await enter(bob, `short@${MUC_HOST}`, "bob");
  await send(bob, xml("presence", { to: `short@${MUC_HOST}/bob`, type: "unavailable" }));
}

async function deleteAccount(port: number): Promise<void> {
  const carol = await logIn(`carol@${USER_HOST}/phone`, port, "carol");
  await send(carol, xml("presence"));
  await request(
    carol,
    "set",
    undefined,
    register(xml("username", {}, "carol"), xml("password", {}, "carol")),
  );
  await request(carol, "set", undefined, register(xml("remove")));
  await carol.disconnect().catch(() => undefined);
}

function roster(item: Record<string, string>): Element {
  return xml("query", "jabber:iq:roster", xml("item", item));
}

function register(...children: Element[]): Element {
  return xml("query", "jabber:iq:register", ...children);
}

function disco(kind: "info" | "items"): string {
  return `http://jabber.org/protocol/disco#${kind}`;
}

function text(words: string): Element {
  return xml("body", {}, words);
}

function message(to: string, type: string | undefined, payload: Element): Element {
  return xml("message", { to, ...(type === undefined ? {} : { type }) }, payload);
}

function presence(nick: string): Element {
  return xml("presence", { to: `${ROOM}/${nick}` });
}

function owner(...children: Element[]): Element {
  return xml("query", `${NS_MUC}#owner`, ...children);
}

function registration(nick: string): Element {
  return submission(`${NS_MUC}#register`, { "muc#register_roomnick": nick });
}

function voiceRequest(fields: Readonly<Record<string, string>>): Element {
  return submission(`${NS_MUC}#request`, fields);
}
