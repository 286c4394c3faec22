/** Drops chat states on their way to clients. */
import * as filters from "util.filters";

function without_states(stanza: ProsodyStanza): ProsodyStanza | undefined {
  const state = stanza.child_with_ns("http://jabber.org/protocol/chatstates");
  if (stanza.name === "message" && state !== undefined && stanza.get_child("body") === undefined) {
    return undefined;
  }
  return stanza;
}

function on_session(session: ProsodySession): void {
  if (session.type === "c2s_unauthed") {
    filters.add_filter(session, "stanzas/out", without_states, 5);
    module.log("info", "sample works: filter");
  }
}

filters.add_filter_hook(on_session);
module.unload = () => {
  filters.remove_filter_hook(on_session);
};
