// The tools that run the tests: what they count, and what scripts ask for.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { toMarkdown, toText } from "../kit/table.ts";
import { groupByOptions, isAtLeast, isOf, pickReleases } from "prosody-launcher";
import { missingFeatures } from "../kit/features.ts";
import { add, describe as describeCounts, findClosingLine } from "../kit/counts.ts";
import { ownScripts } from "./scripts.ts";
import { readBusted } from "./busted.ts";
import { readTap } from "./suites.ts";

describe("Counts", () => {
  test("add up, and skipped tests are named only if there are any", () => {
    const sum = add({ passed: 1, failed: 2, skipped: 0 }, { passed: 3, failed: 0, skipped: 0 });
    assert.equal(describeCounts(sum), "4 passed, 2 failed");
    assert.equal(describeCounts({ ...sum, skipped: 5 }), "4 passed, 2 failed, 5 skipped");
  });

  test("are read from the last closing line", () => {
    const expected = { passed: 3, failed: 1, skipped: 2 };
    assert.deepEqual(findClosingLine("1 passed, 0 failed\nand\n3 passed, 1 failed, 2 skipped\n"), expected);
    assert.equal(findClosingLine("all 3 passed, 1 failed"), undefined);
  });

  test("are read from busted and from TAP, errors and cancelled tests counting as failures", () => {
    const busted = "●●\n5 successes / 1 failure / 2 errors / 1 pending : 0.1 seconds";
    assert.deepEqual(readBusted(busted), { passed: 5, failed: 3, skipped: 1 });
    const tap = "# tests 9\n# pass 4\n# fail 2\n# cancelled 1\n# skipped 1\n# todo 1\n";
    assert.deepEqual(readTap(tap), { passed: 4, failed: 3, skipped: 2 });
  });
});

describe("Versions", () => {
  test("are compared number by number", () => {
    assert.ok(isAtLeast("13.0.7", "13.0"));
    assert.ok(isAtLeast("0.12.10", "0.12.9"));
    assert.ok(!isAtLeast("0.9.0", "0.12"));
    assert.ok(!isAtLeast("13", "13.0.1"));
  });

  test("are of a series whose numbers they begin with", () => {
    assert.ok(isOf("0.12.3", "0.12"));
    assert.ok(isOf("0.12", "0.12"));
    assert.ok(!isOf("0.123.1", "0.12"));
  });
});

describe("Releases", () => {
  test("are picked by name, and one that nobody knows is an error", () => {
    assert.deepEqual(
      pickReleases(["trixie", "bookworm"]).map(({ suite }) => suite),
      ["bookworm", "trixie"],
    );
    assert.throws(() => pickReleases(["potato"]), /potato.*bookworm/);
    assert.throws(() => pickReleases(["bullseye"], ["bookworm"]), /bullseye/);
  });
});

describe("Features", () => {
  test("are missing before the version that brought them", () => {
    assert.deepEqual(missingFeatures("0.11.9", ["presencebroadcast", "occupant-id"]), [
      "presencebroadcast",
      "occupant-id",
    ]);
    assert.deepEqual(missingFeatures("0.12.3", ["presencebroadcast"]), []);
    assert.deepEqual(missingFeatures("13.0.1", ["presencebroadcast"]), []);
  });

  test("can be required to be missing", () => {
    assert.deepEqual(missingFeatures("0.11.9", ["no-presencebroadcast"]), []);
    assert.deepEqual(missingFeatures("13.0.1", ["no-presencebroadcast"]), ["no-presencebroadcast"]);
  });

  test("that nobody knows are an error, for they would skip a script everywhere", () => {
    assert.throws(() => missingFeatures("13.0.1", ["teleportation"]), /teleportation/);
  });
});

describe("Scripts", () => {
  test("with the same options share a server", () => {
    const groups = groupByOptions(ownScripts());
    const options = groups.map(([first]) => first?.options.join());
    assert.equal(new Set(options).size, groups.length);
    assert.ok(options.includes('muc_probe_hidden = "nobody"'));
  });

  test("each ask for features that are known", () => {
    for (const { requires } of ownScripts()) missingFeatures("13.0.1", requires);
  });
});

describe("Tables", () => {
  const table = { headings: ["script", "0.12.3"], rows: [["a|b", "passed"]] };

  test("are aligned on a terminal", () => {
    assert.equal(toText(table), "script  0.12.3\n------  ------\na|b     passed");
  });

  test("have their bars escaped in Markdown", () => {
    assert.equal(toMarkdown(table), "| script | 0.12.3 |\n| --- | --- |\n| a\\|b | passed |");
  });
});
