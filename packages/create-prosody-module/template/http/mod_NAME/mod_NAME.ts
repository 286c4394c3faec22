// Says how many users are online: to browsers and programs by HTTP, to clients in answer to an iq.

import * as it from "util.iterators";
import * as json from "util.json";
import * as st from "util.stanza";

const XMLNS = "urn:example:NAME";

/** The number of users of this host who have a client online. */
export function count_online(): number {
  return it.count(pairs(hosts[module.host]!.sessions!));
}

/** The answer to a request by HTTP. */
export function get(): ProsodyHttpAnswer {
  return { headers: { content_type: "application/json" }, body: json.encode({ online: count_online() }) };
}

module.depends("http");
module.provides("http", { route: { GET: get } });

module.hook(`iq-get/host/${XMLNS}:query`, (event) => {
  const { origin, stanza } = event;
  origin.send(st.reply(stanza).query(XMLNS).text_tag("online", tostring(count_online())));
  return true;
});
