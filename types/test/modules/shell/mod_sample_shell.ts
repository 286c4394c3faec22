/** A command of prosodyctl's shell; before 13.0 nobody asks for it. */
import * as jid from "util.jid";

module.add_item("shell-command", {
  section: "sample",
  section_desc: "Samples",
  name: "greet",
  desc: "Greet a user",
  args: [{ name: "user_jid", type: "string" }],
  host_selector: "user_jid",
  handler(user_jid: string) {
    const name = jid.node(user_jid);
    if (name === undefined) {
      return $multi(false, "That is no user");
    }
    this.session.print(`Hello, ${name}`);
    return $multi(true, "Greeted");
  },
});
module.log("info", "sample works: shell");
