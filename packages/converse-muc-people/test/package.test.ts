// What is published: a module with types, and one file for a page that has Converse.js as a script.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { before, test } from "node:test";
import { runInNewContext } from "node:vm";
import { readFileSync } from "node:fs";

const FOLDER = join(import.meta.dirname, "..");

function fakeConverse(): { readonly added: string[]; readonly plugins: { add(name: string): void } } {
  const added: string[] = [];
  return { added, plugins: { add: (name) => added.push(name) } };
}

before(() => {
  execFileSync("npm", ["run", "build", "--silent"], { cwd: FOLDER });
});

test("the package has the module, its types, the script, and its pages", () => {
  const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: FOLDER });
  const [{ files }] = JSON.parse(packed.toString()) as [{ files: { path: string }[] }];
  const paths = new Set(files.map(({ path }) => path));
  for (const path of [
    "build/index.js",
    "build/index.d.ts",
    "build/converse-muc-people.js",
    "README.md",
    "LICENSE",
  ])
    assert.ok(paths.has(path), path);
  assert.deepEqual(
    [...paths].filter((path) => /^(src|test)/.test(path)),
    [],
  );
});

test("the module adds the plugin, and can be loaded where there is no page", async () => {
  const { default: addMucPeople, PLUGIN } = await import("converse-muc-people");
  const converse = fakeConverse();
  addMucPeople(converse);
  assert.deepEqual(converse.added, [PLUGIN]);
});

for (const [order, isThere] of [
  ["after Converse.js", true],
  ["before Converse.js", false],
] as const) {
  test(`the script adds the plugin ${order}, once`, () => {
    const script = readFileSync(join(FOLDER, "build/converse-muc-people.js"), "utf8");
    const converse = fakeConverse();
    const page = Object.assign(new EventTarget(), isThere && { converse });
    const addEventListener = page.addEventListener.bind(page);
    runInNewContext(script, { window: page, addEventListener });
    const loaded = Object.assign(new Event("converse-loaded"), { detail: { converse } });
    page.dispatchEvent(loaded);
    page.dispatchEvent(loaded);
    assert.deepEqual(converse.added, ["muc-people"]);
  });
}
