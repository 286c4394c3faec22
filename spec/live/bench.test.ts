// The benchmark inside a server: that it measures, and takes no wrong answer for a fast one.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { OTHERS, PROBES } from "../../tools/bench/cases.ts";
import { Bench } from "../../tools/bench/inside.ts";
import { installedProsody } from "../../tools/prosody/installation.ts";

const installation = installedProsody() ?? assert.fail("Prosody is not installed: make test installs it");
const SIZE = 3;
const REGISTERED = 100;

async function withBench(
  mucOptions: Record<string, string>,
  check: (bench: Bench) => Promise<void>,
): Promise<void> {
  const bench = await Bench.start(installation, [SIZE], REGISTERED, { mucOptions });
  try {
    await check(bench);
  } finally {
    await bench.stop();
  }
}

describe("The benchmark", () => {
  test("measures each case with each handler, and the floor where there is a target to it", async () => {
    await withBench({}, async (bench) => {
      for (const each of [...PROBES, ...OTHERS]) {
        const measured = await bench.measure(each.name, SIZE, 2);
        const handlers = each.ofFloor === undefined ? ["plugin", "prosody"] : ["floor", "plugin", "prosody"];
        assert.deepEqual(Object.keys(measured).toSorted(), handlers, each.name);
        for (const { seconds, bytes } of Object.values(measured)) {
          assert.equal(seconds.length, 2, each.name);
          assert.ok(seconds.every((value) => value > 0) && bytes > 0, each.name);
        }
      }
    });
  });

  test("finds less than half of the garbage that Prosody makes of a present target", async () => {
    await withBench({}, async (bench) => {
      const { plugin, prosody } = await bench.measure("participant", SIZE, 1);
      assert.ok(plugin !== undefined && prosody !== undefined);
      assert.ok(plugin.bytes < prosody.bytes / 2, `${plugin.bytes} bytes, Prosody's own ${prosody.bytes}`);
    });
  });

  test("refuses a handler that does not answer as often as it should", async () => {
    await withBench({ muc_probe_unknown: "silent" }, async (bench) => {
      await assert.rejects(bench.measure("unknown", SIZE, 1), /0 answers to \d+ of 1 each/);
    });
  });
});
