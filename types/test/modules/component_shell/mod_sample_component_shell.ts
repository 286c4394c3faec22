/** Echoes messages to its host, up to a number of bytes that an administrator sets in the shell. */
import * as st from "util.stanza";

let most = module.get_option_number("sample_most", 100) ?? 100;
let echoed = 0;

module.hook("message/host", (event) => {
  const { origin, stanza } = event;
  const body = stanza.get_child_text("body");
  if (body === undefined || stanza.attr.type === "error") return undefined;
  if (body.length > most) {
    origin.send(st.error_reply(stanza, "modify", "policy-violation", `${most} bytes at most`));
    return true;
  }
  echoed += 1;
  origin.send(st.reply(stanza).text_tag("body", body));
  return true;
});

module.add_item("shell-command", {
  section: "sample_echo",
  section_desc: "The echo",
  name: "limit",
  desc: "Set how long a message may be",
  args: [
    { name: "host", type: "string" },
    { name: "bytes", type: "number" },
  ],
  host_selector: "host",
  handler(_host: string, bytes: number) {
    if (bytes < 1) return $multi(false, "Give a number from 1");
    most = bytes;
    this.session.print(`${echoed} messages were echoed`);
    return $multi(true, `${most} bytes at most`);
  },
});
module.log("info", "sample works: component_shell");
