// What the benchmark makes of what it measured.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { OTHERS, PROBES, type Case } from "../cases.ts";
import { missedByHerds } from "../herd.ts";
import type { Herd, Measurement } from "../inside.ts";
import { withoutCache } from "../loading.ts";
import { describeAmount, mean, median } from "../../../tools/kit/numbers.ts";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import { recordSection, sectionAsText, type Section } from "../page.ts";
import { missedGrowth, missedTargets, ratioOf, type Count, type Row } from "../summary.ts";

function measured(...seconds: number[]): Measurement {
  return { seconds, bytes: 1 };
}

function row(each: Case, size: number, plugin: number, prosody: number, floor?: number): Row {
  return {
    collector: "incremental",
    case: each,
    size,
    measured: {
      plugin: measured(plugin),
      prosody: measured(prosody),
      ...(floor !== undefined && { floor: measured(floor) }),
    },
  };
}

/** The rounds of the plugin, beside Prosody's, in a room of so many. */
function rounds(plugin: readonly number[], prosody: readonly number[], size = 2): Row {
  return {
    ...row(participant, size, 0, 0),
    measured: { plugin: measured(...plugin), prosody: measured(...prosody) },
  };
}

function count(plugin: number, size = 2, collector = "incremental", each = participant): Count {
  return { collector, case: each, size, counted: { plugin, prosody: 1000 } };
}

const participant = PROBES.find(({ name }) => name === "participant") ?? assert.fail("no such case");

describe("A ratio", () => {
  test("is one of medians, with the spread over the rounds", () => {
    const rows = rounds([1, 2, 9], [4, 4, 4]);
    assert.deepEqual(ratioOf(rows, "prosody"), { median: 0.5, least: 0.25, most: 2.25 });
    assert.equal(ratioOf(rows, "floor"), undefined);
  });
});

describe("Numbers", () => {
  test("are summed up", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(mean([3, 1, 2, 10]), 4);
  });

  test("are shown with three digits that mean something", () => {
    assert.deepEqual([1234.5, 99.94, 9.994, 0.126].map(describeAmount), ["1235", "99.9", "9.99", "0.13"]);
  });
});

describe("Loading", () => {
  test("is compared with the module as it would be without its cache", () => {
    const entry = readFileSync(join(PLUGIN_PATH, "mod_muc_probe/mod_muc_probe.lua"), "utf8");
    const without = withoutCache(entry);
    assert.match(without, /module:require "/);
    assert.doesNotMatch(without, /module\.require|load_library/);
    assert.throws(() => withoutCache(without), /does not load each library once/);
  });
});

describe("A target", () => {
  test("is missed by what is above it, and named with what was measured", () => {
    assert.deepEqual(missedTargets(row(participant, 2, 0.44, 1, 0.3), []), []);
    assert.deepEqual(missedTargets(row(participant, 2, 0.46, 1, 0.2), []), [
      "incremental, participant, room of 2: 0.46 of Prosody's own handler, the target is 0.45",
      "incremental, participant, room of 2: 2.30 of the floor, the target is 1.6",
    ]);
  });

  test("is settled by instructions where the rounds differ over it", () => {
    const blurred = rounds([0.4, 0.5, 0.6], [1, 1, 1]);
    assert.deepEqual(missedTargets(blurred, [count(450)]), []);
    assert.deepEqual(missedTargets(blurred, [count(451)]), [
      "incremental, participant, room of 2: 0.451 of Prosody's own handler in instructions, the target is 0.45",
    ]);
    assert.equal(missedTargets(blurred, [count(450, 2, "generational")]).length, 1);
    assert.equal(missedTargets(rounds([0.5, 0.6, 0.7], [1, 1, 1]), [count(450)]).length, 1);
  });

  test("is settled by instructions counted in a room that is no larger, the largest of those", () => {
    const blurred = rounds([0.4, 0.5, 0.6], [1, 1, 1], 100);
    assert.deepEqual(missedTargets(blurred, [count(900), count(400, 100), count(900, 10_000)]), []);
    assert.equal(missedTargets(blurred, [count(400, 10_000)]).length, 1);
  });

  test("of a stanza that is no probe is settled by instructions", () => {
    const join = OTHERS.find(({ name }) => name === "join") ?? assert.fail("no such case");
    assert.deepEqual(missedTargets(row(join, 2, 2, 1), [count(1001, 2, "incremental", join)]), []);
  });

  test("is set for the plugin's own share in the largest room", () => {
    const small = row(participant, 100, 3, 9, 1);
    assert.deepEqual(missedGrowth([small, row(participant, 10_000, 4, 9, 1)]), []);
    assert.equal(missedGrowth([small, row(participant, 10_000, 5, 9, 1)]).length, 1);
  });
});

describe("A herd", () => {
  const herd = (seconds: number, kilobytes: number, ...waits: number[]): Herd => ({
    seconds,
    kilobytes,
    waits,
  });
  const prosody = [herd(1, 100, 0.1, 0.3), herd(1, 100, 0.1, 0.3), herd(9, 900, 0.9, 0.9)];

  const missed = (plugin: Herd[], beside = prosody): string[] =>
    missedByHerds({ where: ["incremental", "room of 1000"], ours: plugin, others: beside });

  test("misses no target with half of what Prosody alone takes, in the median of the rounds", () => {
    assert.deepEqual(missed([herd(0.5, 50, 0, 0.2), herd(0.5, 50, 0, 0.2), herd(9, 900, 9)]), []);
  });

  test("misses each target that it is above", () => {
    assert.deepEqual(missed([herd(0.6, 70, 0, 0.3)]), [
      "incremental, room of 1000, CPU in all, ms: 0.60 of Prosody alone, the target is 0.5",
      "incremental, room of 1000, a ping is answered after, mean, ms: 0.75 of Prosody alone, the target is 0.5",
    ]);
  });

  test("is not judged by pings that hardly waited for Prosody either", () => {
    assert.deepEqual(missed([herd(0.5, 900, 2e-6)], [herd(1, 100, 2e-6)]), []);
  });
});

describe("The page", () => {
  const section = (title: string, ...missed: string[]): Section => ({
    title,
    content: ["How", { headings: ["a"], rows: [["1"]] }],
    missed,
  });

  test("has each section once, the newest, in the order of titles", () => {
    const folder = mkdtempSync(join(tmpdir(), "bench-page-"));
    const file = join(folder, "results", "bench.md");
    const target = { file, head: "# What a probe costs" };
    try {
      recordSection(section("Herd, 13.0.1"), target);
      recordSection(section("Herd, 0.12.3", "too slow"), target);
      recordSection(section("Herd, 13.0.1", "too large"), target);
      const page = readFileSync(file, "utf8");
      assert.equal(
        page.replaceAll(/Measured on \d+ cores? \(.+\), Node v[\d.]+\./g, "Where"),
        "# What a probe costs\n\n" +
          "## Herd, 0.12.3\n\nHow\n\n| a |\n| --- |\n| 1 |\n\nWhere\n\nTargets missed:\n\n- too slow\n\n" +
          "## Herd, 13.0.1\n\nHow\n\n| a |\n| --- |\n| 1 |\n\nWhere\n\nTargets missed:\n\n- too large\n",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("says that all targets are met only where there are any", () => {
    assert.match(sectionAsText(section("Herd")), /All targets are met\.$/);
    assert.doesNotMatch(sectionAsText({ title: "Hour", content: [] }), /target/);
  });
});
