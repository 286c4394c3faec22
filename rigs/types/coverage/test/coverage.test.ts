import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { TYPES } from "../../../../tools/kit/project.ts";
import { readDeclarations } from "../../live/read-declarations.ts";
import { DeclaredNames } from "../declared-names.ts";
import { readUses } from "../read-uses.ts";

const declarations = readDeclarations(join(TYPES, "index.d.ts"));

/** Names that a module uses and that are not declared for a release. */
function undeclared(lua: string, version = "13.0.7", file = "mod_a.lua"): string[] {
  return readUses(file, lua, new DeclaredNames(declarations, version))
    .filter(({ isDeclared }) => !isDeclared)
    .map(({ name }) => name);
}

/** Modules, each with the names of what of it is not declared. */
const MODULES: Readonly<Record<string, readonly [lua: string, ...finds: string[]]>> = {
  "a library": ['require "util.nothing"', "util.nothing"],
  "a function": ['require "util.jid".quote("a")', "util.jid.quote"],
  "a function under another name": ['local jid = require "util.jid"; local q = jid.quote', "util.jid.quote"],
  "a library of others that is declared": ['require "lfs".mkfs("/")', "lfs.mkfs"],
  "a library of others that is not": ['require "ldap".open()'],
  "a method of module": ["module:hook_all()", "module.hook_all"],
  "an event": ['module:hook("applause", print)', "event applause"],
  "an event of the server, on a host": ['module:hook("user-enabled", print)', "event user-enabled"],
  "an event of the server, in a global module": ['module:set_global(); module:hook("user-enabled", print)'],
  "an event of the server, by its context": ['module:context("*"):hook("user-enabled", print)'],
  "an event of something else": ['require "net.http.server"._events.add_handler("directory-index", print)'],
  "an item": ['module:add_item("applause", {})', "item applause"],
  "what a module exports": ['module:depends("muc").applaud()', "MucModule.applaud"],
};

describe("types-coverage", () => {
  for (const [name, [lua, ...finds]] of Object.entries(MODULES)) {
    test(`knows of ${name}`, () => {
      assert.deepEqual(undeclared(lua), finds);
    });
  }

  test("knows that a library may be of the server", () => {
    assert.deepEqual(undeclared('module:hook("user-enabled", print)', "13.0.7", "a.lib.lua"), []);
  });

  test("knows since when and until when something is there", () => {
    const lua = 'module:cron({}); require "util.vcard"';
    assert.deepEqual(undeclared(lua, "0.11.9"), ["module.cron"]);
    assert.deepEqual(undeclared(lua, "0.12.3"), []);
    assert.deepEqual(undeclared(lua, "13.0.7"), ["util.vcard"]);
  });
});
