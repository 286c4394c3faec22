// Joins a room, asks who somebody is, and says what the answer means.
import { conditionOf, MUC, readArguments, run, xml } from "./session.js";

const USAGE = "Usage: node probe.js JID PASSWORD ROOM/NICK [HOST:PORT]";
const ID = "who-1";

/** @import { Element, Session } from "./session.js" */

const options = readArguments(USAGE, /^[^@/]+@[^@/]+\/./);
const { target } = options; // in small letters, as the room writes it in its answers

/**
 * A nick as servers write it (RFC 3920, resourceprep), near enough to know it again: of Ⅳ they make IV, and drop a soft hyphen.
 * @param {string} nick
 */
function prepared(nick) {
  return nick
    .replace(/[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/g, "")
    .normalize("NFKC");
}

/** @param {Session} session */
async function probe(session) {
  // Somebody who is there is shown with the id of their own presence: it is `from` that says whose answer this is.
  const answer = session.presence(
    target.bare(),
    ({ attrs }, from) => prepared(from.resource) === prepared(target.resource) || attrs.id === ID,
  );
  await session.send(xml("presence", { type: "probe", id: ID, to: target.toString() }));
  return session.attempt("get an answer", answer);
}

/** @param {Element} answer */
function meaningOf(answer) {
  if (answer.attrs.type === "error") {
    const condition = conditionOf(answer);
    if (condition === "resource-constraint") return answer.getChild("error")?.getChildText("text"); // ask again later
    return condition === "not-acceptable"
      ? "You are not in the room: enter it again"
      : `Refused: ${condition}`;
  }
  const { affiliation, role } = answer.getChild("x", `${MUC}#user`)?.getChild("item")?.attrs ?? {};
  if (answer.attrs.type !== "unavailable")
    return `${target.resource} is there, as ${role}; affiliation: ${affiliation}`;
  if (affiliation === "none") return `There is no ${target.resource}, or you may not know`;
  return `${target.resource} is away; affiliation: ${affiliation}`;
}

await run(options, async (session) => {
  await session.enter(target.bare());
  const answer = await probe(session);
  console.log(`${answer}\n${meaningOf(answer)}`);
  return answer.attrs.type === "error" ? 1 : 0;
});
