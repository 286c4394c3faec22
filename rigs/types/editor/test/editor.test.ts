import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Editor } from "../editor.ts";

const SOURCE = `module.hook("muc-occupant-joined", () => undefined);
module.hook("iq-get/host/urn:example:ping", () => true);
module.hook("muc-occupant-join", () => undefined);
module.hook("", () => undefined);
module.log("info", "muc-occupant-join");
prosody.shutdown("over", 1);
module.context("*");
`;

describe("an editor", () => {
  let editor: Editor;

  before(() => {
    editor = new Editor();
    editor.open(SOURCE);
  });

  after(() => {
    editor.close();
  });

  test("tells what an event is where one points at its name", async () => {
    assert.equal(
      await editor.hover(1, 20),
      '"muc-occupant-joined": MucOccupantJoined\nSomebody has entered.',
    );
  });

  test("tells what the events of a pattern are", async () => {
    const text = '"iq-get/host/urn:example:ping": StanzaEvent\nThe same to a host.';
    assert.equal(await editor.hover(2, 20), text);
  });

  test("tells nothing of a text that is no name", async () => {
    assert.equal(await editor.hover(5, 25), "");
  });

  test("completes the names of events, and tells what each is", async () => {
    const names = await editor.completions(4, 14);
    assert.ok(names.includes("muc-occupant-left"));
    assert.ok(names.includes("resource-bind"));
    assert.equal(await editor.describe(4, 14, "muc-occupant-left"), "Somebody has left.");
  });

  test("tells what the parameters are of a function in a field", async () => {
    const texts = { reason: "for the log, and for clients", code: "of the process; default 0" };
    assert.deepEqual(await editor.parameters(6, 18), [texts]);
  });

  test("tells what the parameters are of each overload", async () => {
    const host = "a host of this server, `*` for the server itself";
    assert.deepEqual(await editor.parameters(7, 16), [{ host }, { host }]);
  });

  test("shows a misspelt name", async () => {
    const complaints = await editor.complaints();
    assert.deepEqual(
      complaints.map(({ text, source }) => [text.split(":")[0], source]),
      [['"muc-occupant-join" is not known, "muc-occupant-joined" is', "prosody"]],
    );
  });
});
