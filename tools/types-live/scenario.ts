import { xml } from "@xmpp/client";
import { USER_HOST } from "../prosody/configuration.ts";
import type { Element } from "../scansion/src/index.ts";
import { Client } from "./client.ts";

const MUC_HOST = `conference.${USER_HOST}`;
const ROOM = `talk@${MUC_HOST}`;
const DESCRIBE = "urn:mod_muc_probe:types-live";
const MUC = "http://jabber.org/protocol/muc";

/** Whom the scenario logs in: the accounts that its server must have, by name and password. */
export const SCENARIO_ACCOUNTS: Readonly<Record<string, string>> = {
  alice: "alice",
  bob: "bob",
  carol: "carol",
};

/** Does on a server what makes it show its objects and fire its events. */
export async function playScenario(port: number): Promise<void> {
  const alice = await Client.logIn(port, "alice", "phone");
  const bob = await Client.logIn(port, "bob", "laptop");
  await chatOneToOne(alice, bob);
  await sleepAndWake(alice, bob);
  await fillRoom(alice, bob);
  await talkInRoom(alice, bob);
  await describe(port);
  await changeRights(alice, bob);
  await leaveRoom(alice, bob);
  await deleteAccount(port);
  await bob.logOut();
  await alice.logOut();
}

/** Has a server write down what there is, and what it saw up to now. */
export async function describe(port: number): Promise<void> {
  const observer = await Client.logIn(port, "alice", "observer");
  await observer.request("set", USER_HOST, xml("describe", DESCRIBE));
  await observer.logOut();
}

async function chatOneToOne(alice: Client, bob: Client): Promise<void> {
  await bob.send(message("carol@localhost", "chat", text("Read this when you are back")));
  await alice.send(xml("presence"));
  await bob.send(xml("presence"));
  await alice.request("get", undefined, xml("query", "jabber:iq:roster"));
  await alice.request("set", undefined, roster({ jid: bob.bareJid, name: "Bob" }));
  await alice.request("set", undefined, roster({ jid: "carol@localhost" }));
  await alice.request("set", undefined, roster({ jid: "carol@localhost", subscription: "remove" }));
  await alice.send(message(bob.jid, "chat", text("Hello")));
  await alice.request("get", undefined, xml("query", { xmlns: disco("info") }));
  await alice.request("get", undefined, xml("query", { xmlns: disco("items") }));
  for (const host of [USER_HOST, MUC_HOST]) {
    await alice.request("get", host, xml("query", disco("info")));
    await alice.request("get", host, xml("query", disco("items")));
    await alice.request("get", host, xml("query", { xmlns: disco("info"), node: "nothing" }));
    await alice.request("get", host, xml("query", { xmlns: disco("items"), node: "nothing" }));
  }
}

async function sleepAndWake(alice: Client, bob: Client): Promise<void> {
  await alice.request("set", undefined, xml("enable", "urn:xmpp:carbons:2"));
  await alice.send(xml("inactive", "urn:xmpp:csi:0"));
  await bob.send(message(alice.jid, "chat", text("Are you asleep?")));
  await alice.send(xml("active", "urn:xmpp:csi:0"));
}

async function fillRoom(alice: Client, bob: Client): Promise<void> {
  await alice.send(join("alice"));
  await alice.request("get", ROOM, owner());
  await alice.request("set", ROOM, owner(configuration()));
  await alice.request("set", ROOM, admin({ affiliation: "member", jid: "bob@localhost" }));
  await alice.request("set", ROOM, admin({ affiliation: "member", jid: "carol@localhost", nick: "carol" }));
  await bob.send(join("bob"));
  await bob.request("get", ROOM, xml("query", "jabber:iq:register"));
  await bob.request("set", ROOM, xml("query", "jabber:iq:register", registration("bob")));
  await bob.send(presence("bobby"));
  await bob.send(presence("bob"));
}

async function talkInRoom(alice: Client, bob: Client): Promise<void> {
  await alice.send(message(ROOM, "groupchat", text("Hello, everybody")));
  await alice.send(message(ROOM, "groupchat", xml("subject", {}, "Types")));
  await bob.send(message(`${ROOM}/alice`, "chat", text("Hello, alice")));
  await bob.request("get", `${ROOM}/bob`, xml("ping", "urn:xmpp:ping"));
  await bob.request("get", ROOM, xml("query", disco("info")));
  await bob.request("get", ROOM, xml("query", disco("items")));
  await bob.request("get", ROOM, xml("query", { xmlns: disco("info"), node: "x-roomuser-item" }));
  await bob.send(xml("presence", { to: `${ROOM}/alice`, type: "probe" }));
  await alice.send(
    message(ROOM, undefined, xml("x", `${MUC}#user`, xml("invite", { to: "carol@localhost" }))),
  );
  await bob.send(
    message(ROOM, undefined, xml("x", `${MUC}#user`, xml("decline", { to: "alice@localhost" }))),
  );
}

async function changeRights(alice: Client, bob: Client): Promise<void> {
  await alice.request("get", ROOM, admin({ affiliation: "member" }));
  await alice.request("set", ROOM, admin({ nick: "bob", role: "visitor" }));
  await bob.send(message(ROOM, undefined, voiceRequest({ "muc#role": "participant" })));
  await alice.send(
    message(
      ROOM,
      undefined,
      voiceRequest({
        "muc#role": "participant",
        "muc#jid": bob.jid,
        "muc#roomnick": "bob",
        "muc#request_allow": "true",
      }),
    ),
  );
  await alice.request("set", ROOM, admin({ nick: "bob", role: "none" }));
  await bob.send(join("bob"));
  await bob.send(xml("presence", { to: `${ROOM}/bob`, type: "unavailable" }));
  await alice.request("set", ROOM, admin({ affiliation: "outcast", jid: "bob@localhost" }));
  await bob.send(join("bob"));
}

async function leaveRoom(alice: Client, bob: Client): Promise<void> {
  await alice.request(
    "set",
    ROOM,
    owner(xml("destroy", { jid: `other@${MUC_HOST}` }, xml("reason", {}, "Done"))),
  );
  await bob.send(xml("presence", { to: `short@${MUC_HOST}/bob` }, xml("x", MUC)));
  await bob.send(xml("presence", { to: `short@${MUC_HOST}/bob`, type: "unavailable" }));
}

async function deleteAccount(port: number): Promise<void> {
  const carol = await Client.logIn(port, "carol", "phone");
  await carol.send(xml("presence"));
  await carol.request("set", undefined, register(xml("username", {}, "carol"), xml("password", {}, "carol")));
  await carol.request("set", undefined, register(xml("remove")));
  await carol.logOut().catch(() => undefined);
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

function join(nick: string): Element {
  return xml("presence", { to: `${ROOM}/${nick}` }, xml("x", MUC));
}

function owner(...children: Element[]): Element {
  return xml("query", `${MUC}#owner`, ...children);
}

function admin(item: Record<string, string>): Element {
  return xml("query", `${MUC}#admin`, xml("item", item));
}

function form(type: string, fields: Readonly<Record<string, string>>): Element {
  const all = Object.entries({ FORM_TYPE: type, ...fields });
  return xml(
    "x",
    { xmlns: "jabber:x:data", type: "submit" },
    ...all.map(([name, value]) => xml("field", { var: name }, xml("value", {}, value))),
  );
}

function configuration(): Element {
  return form(`${MUC}#roomconfig`, {
    "muc#roomconfig_roomname": "Talk",
    "muc#roomconfig_persistentroom": "1",
    "muc#roomconfig_moderatedroom": "1",
    "muc#roomconfig_whois": "anyone",
  });
}

function registration(nick: string): Element {
  return form(`${MUC}#register`, { "muc#register_roomnick": nick });
}

function voiceRequest(fields: Readonly<Record<string, string>>): Element {
  return form(`${MUC}#request`, fields);
}
