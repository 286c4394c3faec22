// What clients find out about the plugin from a room's answer to disco#info.

import * as configmanager from "core.configmanager";
import * as modulemanager from "core.modulemanager";
import * as st from "util.stanza";

const XMLNS = "http://modules.prosody.im/mod_muc_probe";
const XMLNS_INFO = "http://jabber.org/protocol/disco#info";
const XMLNS_DATA = "jabber:x:data";
const HOST = "conference.localhost";

/** The options that these specs change, without what they have in common. */
interface Options {
  readonly batch_limit?: number | string;
  readonly rate?: number | string;
  readonly burst?: number | string;
}

/** Loads the plugin anew, with these options. */
function configure(options: Options): void {
  configmanager.set(HOST, "muc_probe_batch_limit", options.batch_limit);
  configmanager.set(HOST, "muc_probe_rate", options.rate);
  configmanager.set(HOST, "muc_probe_burst", options.burst);
  modulemanager.reload(HOST, "muc_probe");
}

/** What a room answers to disco#info. */
function ask(node?: string): st.Stanza {
  const [room] = hosts[HOST]!.modules.muc!.create_room(`room@${HOST}`);
  assert.is_table(room);
  const question = st.iq({ type: "get", id: "d1", from: "romeo@localhost/garden", to: room.jid });
  const reply = room.get_disco_info(question.tag("query", { xmlns: XMLNS_INFO, node }).up());
  room.destroy();
  const query = reply.get_child("query", XMLNS_INFO);
  assert.is_not_nil(query);
  return query;
}

/** What follows a prefix; nothing if the text does not begin with it. */
function after(prefix: string, text: string | undefined): string | undefined {
  if (text === undefined || string.sub(text, 1, prefix.length) !== prefix) return undefined;
  return string.sub(text, prefix.length + 1);
}

/** The plugin's features in an answer, without its namespace. */
function features_of(query: st.Stanza): string[] {
  const features: string[] = [];
  for (const feature of query.childtags("feature")) {
    const name = after(XMLNS, feature.attr.var);
    if (name !== undefined) table.insert(features, name);
  }
  return features;
}

/** The plugin's fields in the form of an answer, by their names without its namespace. */
function fields_of(query: st.Stanza): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = {};
  const form = query.get_child("x", XMLNS_DATA) ?? st.stanza("x");
  for (const field of form.childtags("field")) {
    const name = after(`{${XMLNS}}`, field.attr.var);
    if (name !== undefined) fields[name] = field.get_child_text("value");
  }
  return fields;
}

describe("the room's disco#info", () => {
  after_each(() => {
    configure({});
  });

  it("has the features and the limits", () => {
    assert.same(["", "#batch"], features_of(ask()));
    assert.same({ batch_limit: "100", rate: "20", burst: "200" }, fields_of(ask()));
  });

  it("has batches of one", () => {
    configure({ batch_limit: 1 });
    assert.same(["", "#batch"], features_of(ask()));
  });

  it("has the limits as they are configured, and no more items than can be granted", () => {
    configure({ batch_limit: 10, rate: 0.5, burst: 7 });
    assert.same({ batch_limit: "7", rate: "0.5", burst: "7" }, fields_of(ask()));
    configure({ batch_limit: 300, rate: 0 });
    assert.same({ batch_limit: "300", rate: "0", burst: "200" }, fields_of(ask()));
  });

  it("has whole numbers without a fraction, however they are configured", () => {
    configure({ batch_limit: "30.0", rate: "1e1", burst: tonumber("100.0")! });
    assert.same({ batch_limit: "30", rate: "10", burst: "100" }, fields_of(ask()));
  });

  it("has nothing of batches where they are off", () => {
    configure({ batch_limit: 0 });
    assert.same([""], features_of(ask()));
    assert.same({ rate: "20", burst: "200" }, fields_of(ask()));
  });

  it("has nothing for a node", () => {
    const query = ask("http://jabber.org/protocol/muc#rooms");
    assert.same([], features_of(query));
    assert.same({}, fields_of(query));
  });
});
