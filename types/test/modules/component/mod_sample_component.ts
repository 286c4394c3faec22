/** A component that shows itself in service discovery, with a form, and answers a query. */
import * as dataforms from "util.dataforms";
import * as st from "util.stanza";

module.depends("disco");
module.add_identity("automation", "sample", "A sample");
module.add_feature("urn:example:sample");

const layout: dataforms.Layout & dataforms.Field[] = [
  { name: "FORM_TYPE", type: "hidden", value: "urn:example:info" },
  { name: "version", type: "text-single" },
];
const info = dataforms.new(layout);
module.add_extension(info.form({ version: "1" }, "result"));

module.hook("iq-get/host/urn:example:sample:query", (event) => {
  const query = event.stanza.tags[0];
  if (query === undefined) {
    return undefined;
  }
  const form = query.get_child("x", "jabber:x:data");
  if (form === undefined) {
    event.origin.send(st.error_reply(event.stanza, "modify", "bad-request", "A form is missing"));
    return true;
  }
  const [data] = info.data(form);
  event.origin.send(
    st.reply(event.stanza).query("urn:example:sample").text_tag("version", `${data["version"]}`),
  );
  return true;
});

module.hook("host-disco-items", (event) => {
  event.reply.tag("item", { jid: module.host, name: "Sample" }).up();
});
module.log("info", "sample works: component");
