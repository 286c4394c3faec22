/** A global module: its events are the server's, by whichever name. */

module.set_global();

module.hook("server-stopping", (event) => {
  module.log("info", "Stopping: %s, %d", event.reason, event.code);
});
module.hook("c2s-closed", (event) => {
  module.log("info", "%s is gone", event.session.full_jid);
});
module.hook("http-message", (event) => event.title);
module.hook("an-own-event", (event: { readonly loudness: number }) => event.loudness);
module.fire_event("stats-update", undefined);

module.add_host = (host_module) => {
  host_module.hook("resource-bind", (event) => {
    module.log("info", "%s is there", event.session.full_jid);
  });
};

const server = module.context("*");
server.hook("user-deleted", (event) => {
  module.log("info", "%s is deleted", event.username);
});
