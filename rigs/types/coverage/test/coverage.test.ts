import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { DeclaredTypes } from "../declared-types.ts";
import { readUses } from "../read-uses.ts";

const declared = DeclaredTypes.read(join(import.meta.dirname, "../../../..", "types/index.d.ts"));

/** Lists what a module uses that is not declared for a release. */
function undeclared(lua: string, version = "13.0.7"): string[] {
  return readUses(lua, declared(version))
    .filter(({ isDeclared }) => !isDeclared)
    .map(({ name }) => name);
}

/** Each with what of it is not declared. */
const MODULES: readonly { readonly name: string; readonly lua: string; readonly finds: readonly string[] }[] =
  [
    { name: "a library", lua: 'require "util.nothing"', finds: ["util.nothing"] },
    { name: "a function", lua: 'require "util.jid".quote("a")', finds: ["util.jid.quote"] },
    {
      name: "a function under another name",
      lua: 'local jid = require "util.jid"; local q = jid.quote',
      finds: ["util.jid.quote"],
    },
    { name: "a library of others that is declared", lua: 'require "lfs".mkfs("/")', finds: ["lfs.mkfs"] },
    { name: "a library of others that is not", lua: 'require "ldap".open()', finds: [] },
    { name: "a method of module", lua: "module:hook_all()", finds: ["module.hook_all"] },
    { name: "an event", lua: 'module:hook("applause", print)', finds: ["event applause"] },
    {
      name: "an event of the server, on a host",
      lua: 'module:hook("user-enabled", print)',
      finds: ["event user-enabled"],
    },
    {
      name: "an event of the server, in a global module",
      lua: 'module:set_global(); module:hook("user-enabled", print)',
      finds: [],
    },
    {
      name: "an event of the server, by its context",
      lua: 'module:context("*"):hook("user-enabled", print)',
      finds: [],
    },
    {
      name: "an event of something else",
      lua: 'require "net.http.server"._events.add_handler("directory-index", print)',
      finds: [],
    },
    { name: "an item", lua: 'module:add_item("applause", {})', finds: ["item applause"] },
    {
      name: "a field of a handler's event",
      lua: 'module:hook("muc-occupant-joined", function (event) return event.loudness, event.room.volume end)',
      finds: ["MucOccupantJoined.loudness", "MucRoom.volume"],
    },
    {
      name: "a field of what a method's self is",
      lua: 'module:add_item("shell-command", { handler = function (self) return self.session.applause end })',
      finds: ["ProsodyShellSession.applause"],
    },
    {
      name: "what a contact list keeps of itself",
      lua: 'module:hook("roster-load", function (event) return event.roster[false].version, event.roster[false].volume end)',
      finds: ["ProsodyRosterMetadata.volume"],
    },
    {
      name: "a field that the module sets itself",
      lua: "local room = room; room.applause = 1; return room.applause, room.volume",
      finds: ["MucRoom.volume"],
    },
    {
      name: "what a function returns that may fail",
      lua: 'local store, err = module:open_store("a"); return store.volume, err.volume',
      finds: ["ProsodyKeyvalStore.volume"],
    },
    {
      name: "a variable that is set anew",
      lua: `local form = require "util.stanza".stanza("x"); local forms = require "util.dataforms";
      form = forms.new({}); return form:data(), form:get_child()`,
      finds: ["DataForm.get_child"],
    },
  ];

describe("types-coverage", () => {
  for (const { name, lua, finds } of MODULES) {
    test(`knows of ${name}`, () => {
      assert.deepEqual(undeclared(lua), finds);
    });
  }

  test("knows since when and until when something is there", () => {
    const lua = 'module:cron({}); require "util.vcard"';
    assert.deepEqual(undeclared(lua, "0.11.9"), ["module.cron"]);
    assert.deepEqual(undeclared(lua, "0.12.3"), []);
    assert.deepEqual(undeclared(lua, "13.0.7"), ["util.vcard"]);
  });
});
