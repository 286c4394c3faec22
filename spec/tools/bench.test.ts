// What the benchmark makes of what it measured.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { OTHERS, PROBES, type Case } from "../../tools/bench/cases.ts";
import type { Measurement } from "../../tools/bench/inside.ts";
import {
  median,
  missedGrowth,
  missedTargets,
  ratioOf,
  type Count,
  type Row,
} from "../../tools/bench/summary.ts";

function measured(...seconds: number[]): Measurement {
  return { seconds, bytes: 1 };
}

function row(each: Case, size: number, plugin: number, prosody: number, floor?: number): Row {
  return {
    release: "0.12.3",
    case: each,
    size,
    measured: {
      plugin: measured(plugin),
      prosody: measured(prosody),
      ...(floor !== undefined && { floor: measured(floor) }),
    },
  };
}

const participant = PROBES.find(({ name }) => name === "participant") ?? assert.fail("no such case");

describe("A ratio", () => {
  test("is one of medians, with the spread over the rounds", () => {
    const rows: Row = {
      ...row(participant, 2, 0, 0),
      measured: { plugin: measured(1, 2, 9), prosody: measured(4, 4, 4) },
    };
    assert.deepEqual(ratioOf(rows, "prosody"), { median: 0.5, least: 0.25, most: 2.25 });
    assert.equal(ratioOf(rows, "floor"), undefined);
    assert.equal(median([3, 1, 2]), 2);
  });
});

describe("A target", () => {
  test("is missed by what is above it, and named with what was measured", () => {
    assert.deepEqual(missedTargets(row(participant, 2, 0.44, 1, 0.3), []), []);
    assert.deepEqual(missedTargets(row(participant, 2, 0.46, 1, 0.2), []), [
      "0.12.3, participant, room of 2: 0.46 of Prosody's own handler, the target is 0.45",
      "0.12.3, participant, room of 2: 2.30 of the floor, the target is 1.6",
    ]);
  });

  test("is settled by instructions where the rounds differ over it", () => {
    const blurred: Row = {
      ...row(participant, 2, 0, 0),
      measured: { plugin: measured(0.4, 0.5, 0.6), prosody: measured(1, 1, 1) },
    };
    const counts = (plugin: number, release = "0.12.3"): Count[] => [
      { release, case: participant, size: 2, counted: { plugin, prosody: 1000 } },
    ];
    assert.deepEqual(missedTargets(blurred, counts(450)), []);
    assert.deepEqual(missedTargets(blurred, counts(451)), [
      "0.12.3, participant, room of 2: 0.451 of Prosody's own handler in instructions, the target is 0.45",
    ]);
    assert.equal(missedTargets(blurred, counts(450, "13.0.1")).length, 1);
    const clear: Row = {
      ...blurred,
      measured: { plugin: measured(0.5, 0.6, 0.7), prosody: measured(1, 1, 1) },
    };
    assert.equal(missedTargets(clear, counts(450)).length, 1);
  });

  test("is settled by instructions counted in a room that is no larger, the largest of those", () => {
    const blurred: Row = {
      ...row(participant, 100, 0, 0),
      measured: { plugin: measured(0.4, 0.5, 0.6), prosody: measured(1, 1, 1) },
    };
    const count = (size: number, plugin: number): Count => ({
      release: "0.12.3",
      case: participant,
      size,
      counted: { plugin, prosody: 1000 },
    });
    assert.deepEqual(missedTargets(blurred, [count(2, 900), count(100, 400), count(10_000, 900)]), []);
    assert.equal(missedTargets(blurred, [count(10_000, 400)]).length, 1);
  });

  test("of a stanza that is no probe is settled by instructions", () => {
    const join = OTHERS.find(({ name }) => name === "join") ?? assert.fail("no such case");
    const counts: Count[] = [
      { release: "0.12.3", case: join, size: 2, counted: { plugin: 1001, prosody: 1000 } },
    ];
    assert.deepEqual(missedTargets(row(join, 2, 2, 1), counts), []);
  });

  test("is set for the plugin's own share in the largest room", () => {
    const small = row(participant, 100, 3, 9, 1);
    assert.deepEqual(missedGrowth([small, row(participant, 10_000, 4, 9, 1)]), []);
    assert.equal(missedGrowth([small, row(participant, 10_000, 5, 9, 1)]).length, 1);
  });
});
