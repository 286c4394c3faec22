import { xml } from "@xmpp/client";
import { USER_HOST } from "prosody-launcher";
import type { XmppClient } from "scansion-runner";
import { configuration, logIn, NS_MUC, submission } from "../../../tools/kit/room-clients.ts";

const MUC_HOST = `conference.${USER_HOST}`;
const ROOM = `talk@${MUC_HOST}`;
const SHORT_ROOM = `short@${MUC_HOST}`;
const DISCO = "http://jabber.org/protocol/disco";
const DESCRIBE = "urn:mod_muc_probe:types-live";

const CONFIGURATION = configuration({
  "muc#roomconfig_roomname": "Talk",
  "muc#roomconfig_persistentroom": "1",
  "muc#roomconfig_moderatedroom": "1",
  "muc#roomconfig_whois": "anyone",
}).toString();
const REGISTRATION = submission(`${NS_MUC}#register`, { "muc#register_roomnick": "bob" }).toString();
const VOICE_REQUEST = submission(`${NS_MUC}#request`, { "muc#role": "participant" }).toString();
const VOICE_GRANT = submission(`${NS_MUC}#request`, {
  "muc#role": "participant",
  "muc#jid": `bob@${USER_HOST}/laptop`,
  "muc#roomnick": "bob",
  "muc#request_allow": "true",
}).toString();

const JOIN = `<x xmlns="${NS_MUC}"/>`;

/** A line for each stanza: who sends it, and what it is. */
const FIRST = `
bob: <message to="carol@${USER_HOST}" type="chat"><body>Read this when you are back</body></message>
alice: <presence/>
bob: <presence/>
alice: <iq type="get" id="i"><query xmlns="jabber:iq:roster"/></iq>
alice: <iq type="set" id="i"><query xmlns="jabber:iq:roster"><item jid="bob@${USER_HOST}" name="Bob"/></query></iq>
alice: <iq type="set" id="i"><query xmlns="jabber:iq:roster"><item jid="carol@${USER_HOST}"/></query></iq>
alice: <iq type="set" id="i"><query xmlns="jabber:iq:roster"><item jid="carol@${USER_HOST}" subscription="remove"/></query></iq>
alice: <message to="bob@${USER_HOST}/laptop" type="chat"><body>Hello</body></message>
alice: <iq type="get" id="i"><query xmlns="${DISCO}#info"/></iq>
alice: <iq type="get" id="i"><query xmlns="${DISCO}#items"/></iq>
alice: <iq type="get" id="i" to="${USER_HOST}"><query xmlns="${DISCO}#info"/></iq>
alice: <iq type="get" id="i" to="${USER_HOST}"><query xmlns="${DISCO}#items"/></iq>
alice: <iq type="get" id="i" to="${USER_HOST}"><query xmlns="${DISCO}#info" node="nothing"/></iq>
alice: <iq type="get" id="i" to="${USER_HOST}"><query xmlns="${DISCO}#items" node="nothing"/></iq>
alice: <iq type="get" id="i" to="${MUC_HOST}"><query xmlns="${DISCO}#info"/></iq>
alice: <iq type="get" id="i" to="${MUC_HOST}"><query xmlns="${DISCO}#items"/></iq>
alice: <iq type="get" id="i" to="${MUC_HOST}"><query xmlns="${DISCO}#info" node="nothing"/></iq>
alice: <iq type="get" id="i" to="${MUC_HOST}"><query xmlns="${DISCO}#items" node="nothing"/></iq>
alice: <iq type="set" id="i"><enable xmlns="urn:xmpp:carbons:2"/></iq>
alice: <inactive xmlns="urn:xmpp:csi:0"/>
bob: <message to="alice@${USER_HOST}/phone" type="chat"><body>Are you asleep?</body></message>
alice: <active xmlns="urn:xmpp:csi:0"/>
alice: <presence to="${ROOM}/alice">${JOIN}</presence>
alice: <iq type="get" id="i" to="${ROOM}"><query xmlns="${NS_MUC}#owner"/></iq>
alice: <iq type="set" id="i" to="${ROOM}">${CONFIGURATION}</iq>
alice: ${administration(`affiliation="member" jid="bob@${USER_HOST}"`)}
alice: ${administration(`affiliation="member" jid="carol@${USER_HOST}" nick="carol"`)}
bob: <presence to="${ROOM}/bob">${JOIN}</presence>
bob: <iq type="get" id="i" to="${ROOM}"><query xmlns="jabber:iq:register"/></iq>
bob: <iq type="set" id="i" to="${ROOM}"><query xmlns="jabber:iq:register">${REGISTRATION}</query></iq>
bob: <presence to="${ROOM}/bobby"/>
bob: <presence to="${ROOM}/bob"/>
alice: <message to="${ROOM}" type="groupchat"><body>Hello, everybody</body></message>
alice: <message to="${ROOM}" type="groupchat"><subject>Types</subject></message>
bob: <message to="${ROOM}/alice" type="chat"><body>Hello, alice</body></message>
bob: <iq type="get" id="i" to="${ROOM}/bob"><ping xmlns="urn:xmpp:ping"/></iq>
bob: <iq type="get" id="i" to="${ROOM}"><query xmlns="${DISCO}#info"/></iq>
bob: <iq type="get" id="i" to="${ROOM}"><query xmlns="${DISCO}#items"/></iq>
bob: <iq type="get" id="i" to="${ROOM}"><query xmlns="${DISCO}#info" node="x-roomuser-item"/></iq>
bob: <presence to="${ROOM}/alice" type="probe"/>
alice: <message to="${ROOM}"><x xmlns="${NS_MUC}#user"><invite to="carol@${USER_HOST}"/></x></message>
bob: <message to="${ROOM}"><x xmlns="${NS_MUC}#user"><decline to="alice@${USER_HOST}"/></x></message>
`;

/** Ends the room, and with it what can be described of it. */
const LAST = `
alice: <iq type="get" id="i" to="${ROOM}"><query xmlns="${NS_MUC}#admin"><item affiliation="member"/></query></iq>
alice: ${administration('nick="bob" role="visitor"')}
bob: <message to="${ROOM}">${VOICE_REQUEST}</message>
alice: <message to="${ROOM}">${VOICE_GRANT}</message>
alice: ${administration('nick="bob" role="none"')}
bob: <presence to="${ROOM}/bob">${JOIN}</presence>
bob: <presence to="${ROOM}/bob" type="unavailable"/>
alice: ${administration(`affiliation="outcast" jid="bob@${USER_HOST}"`)}
bob: <presence to="${ROOM}/bob">${JOIN}</presence>
alice: <iq type="set" id="i" to="${ROOM}"><query xmlns="${NS_MUC}#owner"><destroy jid="other@${MUC_HOST}"><reason>Done</reason></destroy></query></iq>
bob: <presence to="${SHORT_ROOM}/bob">${JOIN}</presence>
bob: <presence to="${SHORT_ROOM}/bob" type="unavailable"/>
carol: <presence/>
carol: <iq type="set" id="i"><query xmlns="jabber:iq:register"><username>carol</username><password>carol</password></query></iq>
carol: <iq type="set" id="i"><query xmlns="jabber:iq:register"><remove/></query></iq>
`;

const RESOURCES = { alice: "phone", bob: "laptop", carol: "phone" };

/** The accounts that the scenario's server must have, by name and password. */
export const SCENARIO_ACCOUNTS = Object.fromEntries(Object.keys(RESOURCES).map((name) => [name, name]));

function administration(item: string): string {
  return `<iq type="set" id="i" to="${ROOM}"><query xmlns="${NS_MUC}#admin"><item ${item}/></query></iq>`;
}

/** Does on a server what makes it show its objects and fire its events. */
export async function playScenario(port: number): Promise<void> {
  const clients = new Map<string, XmppClient>();
  for (const [name, resource] of Object.entries(RESOURCES))
    clients.set(name, await logIn(`${name}@${USER_HOST}/${resource}`, port, name));
  await send(clients, FIRST);
  await describe(port);
  await send(clients, LAST);
  for (const client of clients.values()) await client.disconnect();
}

/** Sends stanzas, and waits after each until the server has handled it. */
async function send(clients: ReadonlyMap<string, XmppClient>, stanzas: string): Promise<void> {
  for (const [, name = "", stanza = ""] of stanzas.matchAll(/^(\w+): (.*)$/gm)) {
    const client = clients.get(name);
    await client?.send(stanza);
    await client?.ping();
  }
}

/** Has a server write down what there is, and what it saw up to now. */
export async function describe(port: number): Promise<void> {
  const observer = await logIn(`alice@${USER_HOST}/observer`, port, "alice");
  const answer = await observer.request(xml("iq", { type: "set", to: USER_HOST }, xml("describe", DESCRIBE)));
  if (!answer) throw new Error(`${USER_HOST} did not describe itself`);
  await observer.disconnect();
}
