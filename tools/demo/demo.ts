// Plays the reference scenario with four clients, and prints each probe with its answer and the rule it shows.
import { styleText } from "node:util";
import { installedProsody } from "../prosody/installation.ts";
import { startProsody } from "../prosody/server.ts";
import type { Element } from "../scansion/src/index.ts";
import { indentStanza } from "../scansion/src/format.ts";
import { PLUGIN_PATH } from "../test/play.ts";
import { occupantJid, ROOM, Verona, type Player } from "./verona.ts";

const inColour = process.stdout.isTTY && process.stdout.hasColors() && process.env.NO_COLOR === undefined;

function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return inColour ? styleText(format, text) : text;
}

function tell(text: string): void {
  console.log(`\n${paint("dim", `# ${text}`)}`);
}

function printStanza(arrow: string, format: Parameters<typeof styleText>[0], stanza: Element): void {
  const lines = indentStanza(stanza).split("\n");
  for (const [i, line] of lines.entries()) console.log(`  ${i === 0 ? arrow : " "} ${paint(format, line)}`);
}

let unanswered = 0;

/** Has somebody probe, and shows what came of it. */
async function show(verona: Verona, name: Player, to: string, rule: string): Promise<void> {
  const { probe, answer } = await verona.probe(name, to);
  console.log(`\n${paint("bold", `${name} probes ${to}`)}   ${paint("yellow", rule)}`);
  printStanza("→", "cyan", probe);
  if (answer !== undefined) {
    printStanza("←", "green", answer);
    return;
  }
  unanswered += 1;
  console.log(`  ← ${paint("red", "no answer")}`);
}

async function play(verona: Verona): Promise<void> {
  tell("Romeo founds a room that shows only its moderators: everybody else's presence is not broadcast.");
  await verona.join("Romeo");
  await verona.configure({ "muc#roomconfig_presencebroadcast": "moderator" });
  await show(verona, "Romeo", occupantJid("Romeo"), "row 7: oneself, with one's own real JID");
  await show(verona, "Romeo", ROOM, "other probes: the room is online");

  tell("Juliet is outside: she learns nothing, whether the nick is taken or not.");
  await show(verona, "Juliet", occupantJid("Romeo"), "row 1: the prober is no occupant");
  await show(verona, "Juliet", occupantJid("Mercutio"), "row 1: the same for a nick that nobody has");

  tell("She joins. Romeo is not told, but he can ask.");
  await verona.join("Juliet");
  await show(verona, "Romeo", occupantJid("Juliet"), "row 2: present; a moderator sees her real JID");
  await show(verona, "Juliet", occupantJid("Romeo"), "row 2: present; a participant sees no real JID");
  await show(verona, "Romeo", occupantJid("Mercutio"), "row 4: nobody has the nick");

  tell("Romeo registers the nick Mercutio for Mercutio, who is not in the room, and bans Tybalt.");
  await verona.affiliate("Mercutio", "member");
  await verona.affiliate("Tybalt", "outcast");
  await show(verona, "Romeo", occupantJid("Mercutio"), "row 3: absent, the nick is registered");
  await show(verona, "Juliet", occupantJid("Mercutio"), "row 3: without the real JID, to a participant");
  await show(
    verona,
    "Juliet",
    occupantJid("Tybalt"),
    "row 5: to a participant, a banned user's nick is nobody's",
  );
  await show(verona, "Romeo", occupantJid("Tybalt"), "row 5: an owner may read the ban list");
  await show(
    verona,
    "Mercutio",
    occupantJid("Mercutio"),
    "row 1: not in the room, not even for one's own nick",
  );
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
if (unanswered > 0) console.error(`\n${unanswered} probes were not answered`);
process.exitCode = unanswered === 0 ? 0 : 1;
