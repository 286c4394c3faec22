/** Counts connections of clients and of servers. */
module.set_global();

let clients = 0;
let servers = 0;

export function total(): number {
  return clients + servers;
}

module.hook_global("c2s-closed", (event) => {
  clients -= 1;
  module.log("debug", "%s is gone: %s", event.session.ip, event.session.type);
});
module.hook_global("s2s-created", (event) => {
  servers += 1;
  if (event.session.direction === "incoming") {
    module.log("debug", "From %s", event.session.from_host);
  }
});
module.hook_global("s2s-destroyed", () => {
  servers -= 1;
});

module.add_host = (host) => {
  host.hook("resource-bind", (event) => {
    clients += 1;
    host.log("info", "sample works: connections %s", event.session.full_jid);
  });
  host.hook("s2s-check-certificate", (event) => {
    if (event.session.cert_chain_status === "invalid") {
      return false;
    }
    return undefined;
  });
  host.hook("s2sout-established", (event) => {
    host.log("debug", "To %s, %s", event.session.to_host, event.session.sends2s !== undefined);
  });
};
