/** Gives users an avatar who have none, when they log in (XEP-0084). */
import * as base64 from "util.encodings";
import * as hashes from "util.hashes";
import * as st from "util.stanza";

const DATA = "urn:xmpp:avatar:data";
const METADATA = "urn:xmpp:avatar:metadata";

const pep = module.depends("pep");
const picture = module.get_option_string("sample_avatar_picture", "no picture");
const id = hashes.sha1(picture, true);

function data_item(): st.Stanza {
  return st
    .stanza("item", { xmlns: "http://jabber.org/protocol/pubsub", id })
    .text_tag("data", base64.base64.encode(picture), { xmlns: DATA });
}

function metadata_item(): st.Stanza {
  const info = { id, type: "image/png", bytes: string.format("%d", picture.length) };
  return st
    .stanza("item", { xmlns: "http://jabber.org/protocol/pubsub", id })
    .tag("metadata", { xmlns: METADATA })
    .tag("info", info)
    .reset();
}

/** Publishes the avatar of a user, unless there is one. Returns whether there is one now. */
export function publish(username: string): boolean {
  const service = pep.get_pep_service(username);
  const [has_nodes, last] = service.get_last_item(METADATA, true);
  if (has_nodes === true && last !== undefined) return true;
  const [is_stored] = service.publish(DATA, true, id, data_item());
  const [is_announced, reason] = service.publish(METADATA, true, id, metadata_item());
  if (!is_announced) module.log("warn", "no avatar for %s: %s", username, reason);
  return is_stored === true && is_announced === true;
}

module.hook("resource-bind", ({ session }) => {
  const { username } = session;
  if (username !== undefined) module.log("info", "sample works: avatar %s", publish(username));
});
