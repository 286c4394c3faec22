// Measures how long an editor takes for an edit of a module.
//
// A hook whose declaration has neither type parameters nor events, `(event: "x", handler: (event: MucOccupantJoined) => void)`, takes
// 1.4 times what a log line takes. Tried for the rest: names as a constraint (3.3 to 4), by `keyof` in a conditional type (2.6), looked
// up in an interface with an index signature (1.8, 2.3 with what a handler may return), that without patterns of names (0.2 less).
// Side by side, where the present one took 2.3 to 2.5 and one event alone 1.3: looked up for all hosts alike, with the same result for
// all and `any` for an event of one's own (1.7 with a type parameter for the event, 2.0 without, 2.4 with a default of the name's); by
// `this["host"]` (2.4); an overload for each event (1.8, one's own 2.2) or type of event (1.7, one's own 2.0), which nobody can add to.
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../../../tools/kit/command-line.ts";
import { median } from "../../../tools/kit/numbers.ts";
import { Editor } from "./editor.ts";

const MOST_TIMES_LOG = 1.5;
const MOST_MILLISECONDS = 300;
/** Linux counts a process's time in hundredths of a second. */
const EDITS_AT_ONCE = 5;

const USAGE = `Usage: types-editor [--edits=N] [--help]

Edits modules in TypeScript's server for editors, and prints the median processor
time until it has said what is wrong with them: for one call each, and for a whole
module.
Fails if module.hook takes more than ${MOST_TIMES_LOG} times what module.log takes, or a whole
module more than ${MOST_MILLISECONDS} ms.

  --edits=N   how many times five edits of each (5)
  --help      show this text

Exit codes: 0 quick enough, 1 not, 2 bad usage.`;

interface Options {
  readonly edits: number;
}

/** The events of a module with ten hooks, of many kinds. */
const EVENTS = [
  ...["muc-occupant-joined", "muc-occupant-left", "muc-room-created", "muc-disco#info", "presence/full"],
  ...["message/bare", "iq-get/host/urn:example:ping", "resource-bind", "user-authenticated", "applause"],
];

const HOOKS = EVENTS.map(
  (event, index) => `
interface Seen_${index} { readonly room: string; readonly count: number }
const seen_${index}: Record<string, Seen_${index} | undefined> = {};
function remember_${index}(room: string): number {
  const count = (seen_${index}[room]?.count ?? 0) + 1;
  seen_${index}[room] = { room, count };
  return count;
}
function tell_${index}(room: string): void {
  const reply = st.message({ type: "groupchat", from: room }, string.format("%d", remember_${index}(room)));
  module.send(reply);
}
module.hook("${event}", (event) => {
  module.log("info", "%s %s", event, module.get_option_string("name", "nobody"));
  tell_${index}(jid.bare(module.host) ?? "nowhere");
});
`,
);

/** The edited sources, by their names in the table. */
const SOURCES: Readonly<Record<string, string>> = {
  "module.log": 'module.log("info", "text");\n',
  "module.hook": 'module.hook("muc-occupant-joined", (event) => {\n  print(event.nick);\n});\n',
  "a module with ten hooks": `import * as jid from "util.jid";\nimport * as st from "util.stanza";\n${HOOKS.join("")}`,
};

async function timeOf(editor: Editor): Promise<number> {
  const start = editor.processorTime();
  for (let edit = 0; edit < EDITS_AT_ONCE; edit += 1) {
    editor.edit();
    await editor.complaints();
  }
  return (editor.processorTime() - start) / EDITS_AT_ONCE;
}

/** The times of all sources, by name. In turns: what else the machine does concerns all of them. */
async function measure(edits: number): Promise<Map<string, number[]>> {
  const times = new Map(Object.keys(SOURCES).map((name) => [name, [] as number[]]));
  const editor = new Editor();
  try {
    for (let turn = 0; turn <= edits; turn += 1) {
      for (const [name, source] of Object.entries(SOURCES)) {
        editor.open(source);
        const complaints = await editor.complaints();
        if (complaints.length > 0)
          throw new Error(`${name}: ${complaints.map(({ text }) => text).join("\n")}`);
        const time = await timeOf(editor);
        // The first turn reads the declarations.
        if (turn > 0) times.get(name)?.push(time);
      }
    }
    return times;
  } finally {
    editor.close();
  }
}

async function check({ edits }: Options): Promise<number> {
  const medians = [...(await measure(edits))].map(([name, times]) => [name, median(times)] as const);
  for (const [name, time] of medians) console.log(`${time.toFixed(0).padStart(6)} ms  ${name}`);
  const of = new Map(medians);
  const ratio = (of.get("module.hook") ?? Number.NaN) / (of.get("module.log") ?? Number.NaN);
  const whole = medians.at(-1)?.[1] ?? Number.NaN;
  const targets = [
    { what: "module.hook by module.log", is: ratio, most: MOST_TIMES_LOG },
    { what: "milliseconds of a whole module", is: whole, most: MOST_MILLISECONDS },
  ];
  for (const { what, is, most } of targets)
    console.log(`${is <= most ? "met" : "MISSED"}: ${what}: ${is.toFixed(2)}, at most ${most}`);
  return targets.every(({ is, most }) => is <= most) ? 0 : 1;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: { edits: { type: "string", default: "5" }, help: { type: "boolean" } },
  });
  return values.help === true ? undefined : { edits: wholeNumber("edits", values.edits) };
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: check });
