/** Keeps messages in an archive of its own, and finds them again. */
import * as st from "util.stanza";

const [archive, reason] = module.open_store("sample_archive", "archive");

export function keep(username: string, stanza: ProsodyStanza, with_: string): string | undefined {
  if (archive === undefined) {
    module.log("error", "No archive: %s", reason);
    return undefined;
  }
  const [id] = archive.append(username, undefined, stanza, os.time(), with_);
  return id;
}

export function count(username: string): number {
  if (archive === undefined) {
    return 0;
  }
  let found = 0;
  const [items, total] = archive.find(username, { limit: 10, reverse: true, total: true });
  if (items === undefined) {
    return 0;
  }
  for (const [key, stanza, when, with_] of items) {
    module.log("debug", "%s %s %d %s", key, stanza.top_tag(), when, with_);
    found += 1;
  }
  module.log("debug", "%s in all", total);
  return found;
}

module.hook("archive-message-added", (event) => {
  keep(event.for_user, event.stanza, "archive");
});
keep("romeo", st.message({ to: "romeo@localhost", type: "chat" }, "Hello"), "juliet@localhost");
if (count("romeo") > 0) {
  module.log("info", "sample works: archive");
}
