// Joins a room, asks who somebody is, and says what the answer means.
import { client, jid, xml } from "@xmpp/client";

const USAGE = "Usage: node probe.js JID PASSWORD ROOM/NICK [HOST:PORT]";
const MUC = "http://jabber.org/protocol/muc";
const TIMEOUT_SECONDS = 10;

const [user, password, occupant, server] = process.argv.slice(2);
if (!/^[^@/]+@[^@/]+$/.test(user) || !/^[^@/]+@[^@/]+\/./.test(occupant)) {
  console.error(USAGE);
  process.exit(2);
}
const { local: username, domain } = jid(user);
const target = jid(occupant); // in small letters, as the room writes it in its answers
const room = target.bare();

const xmpp = client({ service: `xmpp://${server ?? domain}`, domain, username, password });
let step = "log in";

const failure = new Promise((_, reject) => {
  xmpp.on("error", reject);
  setTimeout(
    () => reject(new Error(`nothing came for ${TIMEOUT_SECONDS} s`)),
    TIMEOUT_SECONDS * 1000,
  ).unref();
});

/** Resolves to the first presence from the room that passes a test. */
function presence(test) {
  return new Promise((resolve) => {
    xmpp.on("stanza", (stanza) => {
      const from = jid(stanza.attrs.from ?? domain); // the server itself need not say so
      if (stanza.is("presence") && from.bare().equals(room) && test(stanza, from)) resolve(stanza);
    });
  });
}

function hasStatus(stanza, code) {
  const statuses = stanza.getChild("x", `${MUC}#user`)?.getChildren("status") ?? [];
  return statuses.some((status) => status.attrs.code === code);
}

/** An error stanza's condition, such as "conflict". */
function conditionOf(stanza) {
  const conditions = stanza.getChild("error").getChildElements();
  return conditions.find((child) => child.name !== "text").name;
}

async function enter() {
  step = "enter the room";
  const reply = presence((stanza) => stanza.attrs.type === "error" || hasStatus(stanza, "110"));
  await xmpp.send(xml("presence", { to: `${room}/${username}` }, xml("x", MUC)));
  const ours = await reply;
  if (ours.attrs.type === "error") throw new Error(conditionOf(ours));
  if (hasStatus(ours, "201")) throw new Error("there was none, so the server made it");
}

async function probe() {
  step = "get an answer";
  // Somebody who is there is shown with the id of their own presence: it is `from` that says whose answer this is.
  const answer = presence((_, from) => from.equals(target));
  await xmpp.send(xml("presence", { type: "probe", id: "who-1", to: target.toString() }));
  return answer;
}

function meaningOf(answer) {
  if (answer.attrs.type === "error") {
    const condition = conditionOf(answer);
    if (condition === "resource-constraint") return answer.getChild("error").getChildText("text"); // ask again later
    return condition === "not-acceptable"
      ? "You are not in the room: enter it again"
      : `Refused: ${condition}`;
  }
  const { affiliation, role } = answer.getChild("x", `${MUC}#user`).getChild("item").attrs;
  if (answer.attrs.type !== "unavailable")
    return `${target.resource} is there, as ${role}; affiliation: ${affiliation}`;
  if (affiliation === "none") return `There is no ${target.resource}, or you may not know`;
  return `${target.resource} is away; affiliation: ${affiliation}`;
}

async function ask() {
  await xmpp.start();
  await enter();
  return probe();
}

try {
  const answer = await Promise.race([ask(), failure]);
  console.log(`${answer}\n${meaningOf(answer)}`);
  process.exitCode = answer.attrs.type === "error" ? 1 : 0;
} catch (error) {
  console.error(`Could not ${step}: ${error.message || error.code}`);
  process.exit(1);
}
await xmpp.stop();
