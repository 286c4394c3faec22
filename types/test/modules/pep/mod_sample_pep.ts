/** Looks at what users publish in PEP. */
import * as jid from "util.jid";

const pep = module.depends("pep");

export function nickname_of(username: string): string | undefined {
  const service = pep.get_pep_service(username);
  const [ok, id, item] = service.get_last_item("http://jabber.org/protocol/nick", true);
  if (!ok || id === undefined || item === undefined) {
    return undefined;
  }
  return item.get_child_text("nick", "http://jabber.org/protocol/nick");
}

module.handle_items(
  "pep-service",
  (event) => {
    const service = event.item.service;
    module.hook_object_event(service.events, "item-published", (published) => {
      module.log("debug", "%s published %s in %s", published.actor, published.id, published.node);
    });
  },
  () => undefined,
);

module.hook("resource-bind", (event) => {
  const username = event.session.username;
  if (username !== undefined) {
    module.log("debug", "%s is %s", jid.join(username, module.host), nickname_of(username));
  }
});
module.log("info", "sample works: pep %s", tostring(nickname_of("nobody")));
