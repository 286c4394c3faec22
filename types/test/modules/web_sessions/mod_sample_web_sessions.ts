/** Tells how many sessions came by BOSH and WebSocket, and closes those that stay too long without logging in. */

const patience = module.get_option_number("sample_web_sessions_patience", 60);

type Way = "bosh" | "websocket";

const opened: Record<Way, number> = { bosh: 0, websocket: 0 };

/** How many sessions have come one way. */
export function count(way: Way): number {
  return opened[way];
}

function watch(session: ProsodySession, way: Way): void {
  opened[way] += 1;
  module.log("info", "session %s came by %s from %s", session.type, way, session.ip);
  module.add_timer(patience, () => {
    if (session.type === "c2s_unauthed") session.close({ condition: "policy-violation", text: "Log in" });
  });
}

module.hook_global("bosh-session", (event) => {
  watch(event.session, "bosh");
});
module.hook_global("websocket-session", (event) => {
  watch(event.session, "websocket");
});
module.log("info", "sample works: web_sessions %d %d", count("bosh"), count("websocket"));
