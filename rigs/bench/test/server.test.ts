// The benchmark inside a server: that it measures, and takes no wrong answer for a fast one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Case, OTHERS, PROBES } from "../cases.ts";
import { Bench, COLLECTORS, type Collector } from "../inside.ts";
import { installedProsody } from "prosody-launcher";

const installation = installedProsody() ?? assert.fail("Prosody is not installed: make test installs it");
const SMALL = 20;
const SIZE = 100;
const REGISTERED = 100;
const [INCREMENTAL] = COLLECTORS;

function start(mucOptions: Record<string, string> = {}, collector: Collector = INCREMENTAL): Promise<Bench> {
  return Bench.start({ installation, collector, sizes: [SMALL, SIZE], registered: REGISTERED, mucOptions });
}

async function withBench(
  mucOptions: Record<string, string>,
  check: (bench: Bench) => Promise<void>,
  collector: Collector = INCREMENTAL,
): Promise<void> {
  const bench = await start(mucOptions, collector);
  try {
    await check(bench);
  } finally {
    await bench.stop();
  }
}

async function measureCase(bench: Bench, each: Case, rounds: number): Promise<void> {
  const measured = await bench.measure(each.name, SIZE, rounds);
  const handlers = each.ofFloor === undefined ? ["plugin", "prosody"] : ["floor", "plugin", "prosody"];
  assert.deepEqual(Object.keys(measured).toSorted(), handlers, each.name);
  for (const { seconds, bytes } of Object.values(measured)) {
    assert.equal(seconds.length, rounds, each.name);
    assert.ok(seconds.every((value) => value > 0) && bytes > 0, each.name);
  }
}

describe("The benchmark", () => {
  let bench: Bench;
  before(async () => {
    bench = await start();
  });
  after(() => bench.stop());

  test("measures each case with each handler, and the floor where there is a target to it", async () => {
    for (const each of [...PROBES, ...OTHERS]) await measureCase(bench, each, 1);
  });

  for (const collector of COLLECTORS) {
    test(`measures in rounds, ${collector.name}`, async () => {
      const [first = assert.fail("no case")] = PROBES;
      await withBench({}, (each) => measureCase(each, first, 2), collector);
    });
  }

  test("measures nothing where garbage is collected in another way than it was told", async () => {
    // Prosody knows no such mode, and leaves the one that the command lua5.4 begins with
    const unknown = { name: "incremental", gc: { mode: "incrementall" } } as unknown as Collector;
    await assert.rejects(start({}, unknown), /collected in another way: generational/);
  });

  test("finds less than half of the garbage that Prosody makes of a present target", async () => {
    const { plugin, prosody } = await bench.measure("participant", SIZE, 1);
    assert.ok(plugin !== undefined && prosody !== undefined);
    assert.ok(plugin.bytes < prosody.bytes / 2, `${plugin.bytes} bytes, Prosody's own ${prosody.bytes}`);
  });

  test("refuses a handler that does not answer as often as it should", async () => {
    await withBench({ muc_probe_unknown: "silent" }, async (silent) => {
      await assert.rejects(silent.measure("unknown", SIZE, 1), /0 answers to \d+ of 1 each/);
    });
  });

  test("plays a herd, and sees who was not answered", async () => {
    for (const handler of ["plugin", "prosody"] as const) {
      const { seconds, kilobytes, waits } = await bench.playHerd(SIZE, handler);
      assert.ok(seconds > 0 && kilobytes > 0);
      assert.equal(waits.length, 100);
      assert.ok(waits.every((wait) => wait >= 0));
    }
    await withBench({ muc_probe_hidden: "nobody", muc_probe_unknown: "silent" }, async (silent) => {
      await assert.rejects(silent.playHerd(SIZE, "plugin"), /: 1 answers to 100 probes/);
    });
  });

  test("measures pairs, and sees where fewer are kept than were asked for", async () => {
    await withBench({}, async (bench) => {
      const { bytes, left } = await bench.measurePairs(SIZE, 50, 40);
      assert.ok(bytes > 0 && bytes < 1000 && left < bytes / 2, `${bytes} bytes, ${left} left`);
    });
    await withBench({ muc_probe_follow: "39" }, async (bench) => {
      await assert.rejects(bench.measurePairs(SIZE, 50, 40), /1950 pairs are kept, and not 2000/);
    });
  });

  test("plays an hour of a crowd, in which following sends less than broadcasting, and more than silence", async () => {
    const everybody = await bench.playCrowd(SMALL, "everybody");
    const moderators = await bench.playCrowd(SMALL, "moderators");
    const following = await bench.playCrowd(SMALL, "following");
    assert.ok(moderators.stanzas < following.stanzas && following.stanzas < everybody.stanzas);
    assert.ok(following.bytes > following.stanzas && following.seconds > 0);
  });
});
