// The modules that are edited: one call each, and a whole one.

/** Events of many kinds. */
const EVENTS = [
  "muc-occupant-joined",
  "muc-occupant-left",
  "muc-room-created",
  "muc-disco#info",
  "presence/full",
  "message/bare",
  "iq-get/host/urn:example:ping",
  "resource-bind",
  "user-authenticated",
  "applause",
];

const LINES = 170;

const PARTS = EVENTS.map(
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

/** A module of ${LINES} lines with ten hooks. */
function wholeModule(): string {
  const text = `import * as jid from "util.jid";\nimport * as st from "util.stanza";\n${PARTS.join("")}`;
  const missing = LINES - text.split("\n").length;
  return text + Array.from({ length: missing }, (_, index) => `const after_${index} = ${index};\n`).join("");
}

/** The edited sources, by their names in the table. */
export const SOURCES: Readonly<Record<string, string>> = {
  "module.log": 'module.log("info", "text");\n',
  "module.hook": 'module.hook("muc-occupant-joined", (event) => {\n  print(event.nick);\n});\n',
  "module.hook, an event of one's own":
    'module.hook("applause", (event) => {\n  print(event.loudness);\n});\n',
  "module.hook_global": 'module.hook_global("user-deleted", (event) => {\n  print(event.username);\n});\n',
  "module.fire_event": 'module.fire_event("applause", { loudness: 3 });\n',
  "module.add_item": 'module.add_item("applause", { loudness: 3 });\n',
  [`a module of ${LINES} lines with ten hooks`]: wholeModule(),
};
