/** Asks itself, and waits for several answers at once. */
import * as id from "util.id";
import * as promise from "util.promise";
import * as st from "util.stanza";

function ping(to: string): promise.Promise<boolean> {
  if (module.send_iq === undefined) {
    return promise.resolve(false);
  }
  const question = st.iq({ type: "get", id: id.short(), to }).tag("ping", { xmlns: "urn:xmpp:ping" });
  return module.send_iq(question).next((answer) => answer.stanza.attr["type"] === "result");
}

promise
  .all([ping(module.host), promise.resolve("text"), 5])
  .next((values) => {
    if (values[0] && values[1].length === 4 && values[2] === 5) {
      module.log("info", "sample works: promises");
    }
  })
  .catch((reason) => {
    module.log("error", "%s", reason);
  });
