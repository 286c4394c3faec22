// Plays the reference scenario with four clients, and prints each probe with its answer and the rule it shows.
import util from "node:util";
import "../check-node.cjs";
import { installedProsody, startProsody } from "prosody-launcher";
import { type Element, indentStanza } from "scansion-runner";
import { PLUGIN_PATH } from "../kit/project.ts";
import { occupantJid, ROOM, Verona, type Player } from "./verona.ts";

const inColour = process.stdout.isTTY && process.stdout.hasColors() && process.env.NO_COLOR === undefined;

function paint(format: Parameters<typeof util.styleText>[0], text: string): string {
  return inColour ? util.styleText(format, text) : text;
}

function tell(text: string): void {
  console.log(`\n${paint("dim", `# ${text}`)}`);
}

function printStanza(arrow: string, format: Parameters<typeof util.styleText>[0], stanza: Element): void {
  const lines = indentStanza(stanza).split("\n");
  for (const [i, line] of lines.entries()) console.log(`  ${i === 0 ? arrow : " "} ${paint(format, line)}`);
}

/** The answer that a probe is to get: its type, and the affiliation that it tells. */
type Expected = readonly [type: "available" | "unavailable" | "error", affiliation?: string];

const REFUSED: Expected = ["error"];
const UNKNOWN: Expected = ["unavailable", "none"];
let wrong = 0;

function isAsExpected(answer: Element, [type, affiliation]: Expected): boolean {
  const item = answer.getChild("x")?.getChild("item");
  return (answer.attrs.type ?? "available") === type && item?.attrs.affiliation === affiliation;
}

/** Has somebody probe, and shows what came of it. */
async function show(
  verona: Verona,
  name: Player,
  to: string,
  rule: string,
  expected: Expected,
): Promise<void> {
  const { probe, answer } = await verona.probe(name, to);
  console.log(`\n${paint("bold", `${name} probes ${to}`)}   ${paint("yellow", rule)}`);
  printStanza("→", "cyan", probe);
  if (answer === undefined) console.log(`  ← ${paint("red", "no answer")}`);
  else printStanza("←", "green", answer);
  if (answer !== undefined && isAsExpected(answer, expected)) return;
  wrong += 1;
  console.log(`  ${paint("red", `This is not what the rule says: ${expected.join(", affiliation ")}`)}`);
}

async function play(verona: Verona): Promise<void> {
  tell("Romeo founds a room that shows only its moderators: everybody else's presence is not broadcast.");
  await verona.join("Romeo");
  await verona.configure({ "muc#roomconfig_presencebroadcast": "moderator" });
  await show(verona, "Romeo", occupantJid("Romeo"), "row 7: oneself, with one's own real JID", [
    "available",
    "owner",
  ]);
  await show(verona, "Romeo", ROOM, "other probes: the room is online", ["available"]);

  tell("Juliet is outside: she learns nothing, whether the nick is taken or not.");
  await show(verona, "Juliet", occupantJid("Romeo"), "row 1: the prober is no occupant", REFUSED);
  await show(
    verona,
    "Juliet",
    occupantJid("Mercutio"),
    "row 1: the same for a nick that nobody has",
    REFUSED,
  );

  tell("She joins. Romeo is not told, but he can ask.");
  await verona.join("Juliet");
  await show(verona, "Romeo", occupantJid("Juliet"), "row 2: present; a moderator sees her real JID", [
    "available",
    "none",
  ]);
  await show(verona, "Juliet", occupantJid("Romeo"), "row 2: present; a participant sees no real JID", [
    "available",
    "owner",
  ]);
  await show(verona, "Romeo", occupantJid("Mercutio"), "row 4: nobody has the nick", UNKNOWN);

  tell("Romeo registers the nick Mercutio for Mercutio, who is not in the room, and bans Tybalt.");
  await verona.affiliate("Mercutio", "member");
  await verona.affiliate("Tybalt", "outcast");
  await show(verona, "Romeo", occupantJid("Mercutio"), "row 3: absent, the nick is registered", [
    "unavailable",
    "member",
  ]);
  await show(verona, "Juliet", occupantJid("Mercutio"), "row 3: without the real JID, to a participant", [
    "unavailable",
    "member",
  ]);
  await show(
    verona,
    "Juliet",
    occupantJid("Tybalt"),
    "row 5: to a participant, a banned user's nick is nobody's",
    UNKNOWN,
  );
  await show(verona, "Romeo", occupantJid("Tybalt"), "row 5: an owner may read the ban list", [
    "unavailable",
    "outcast",
  ]);
  await show(
    verona,
    "Mercutio",
    occupantJid("Mercutio"),
    "row 1: not in the room, not even for one's own nick",
    REFUSED,
  );
  await show(verona, "Tybalt", occupantJid("Juliet"), "row 1: banned, and so not in the room", REFUSED);
}

const installation = installedProsody();
if (installation === undefined) throw new Error("Prosody is not installed: make demo installs it");
console.log(`Prosody ${installation.version}, with mod_muc_probe on conference.localhost`);
const server = await startProsody({ installation, pluginPaths: [PLUGIN_PATH], mucModules: ["muc_probe"] });
try {
  const verona = await Verona.connect(server.c2sPort);
  await play(verona);
  await verona.leave();
} finally {
  await server.stop();
}
if (wrong > 0) console.error(`\n${wrong} probes were not answered as the rules say`);
process.exitCode = wrong === 0 ? 0 : 1;
