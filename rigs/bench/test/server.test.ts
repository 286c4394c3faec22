// The benchmark inside a server: that it measures, and takes no wrong answer for a fast one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Case, OTHERS, PROBES } from "../cases.ts";
import { Bench, COLLECTORS, type Collector } from "../inside.ts";
import { installedProsody, type LuaValue } from "prosody-launcher";

const installation = installedProsody() ?? assert.fail("Prosody is not installed: make test installs it");
const SMALL = 20;
const SIZE = 100;
const REGISTERED = 100;
const [INCREMENTAL, GENERATIONAL] = COLLECTORS;

function start(
  mucOptions: Record<string, LuaValue> = {},
  collector: Collector = INCREMENTAL,
): Promise<Bench> {
  return Bench.start({ installation, collector, sizes: [SMALL, SIZE], registered: REGISTERED, mucOptions });
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
    bench = await start({ bench_briefly: true });
  });
  after(() => bench.stop());

  test("measures each case with each handler, and the floor where there is a target to it", async () => {
    for (const each of [...PROBES, ...OTHERS]) await measureCase(bench, each, 1);
  });

  test("measures in rounds, with the other collector too", async () => {
    const [first = assert.fail("no case")] = PROBES;
    const other = await start({}, GENERATIONAL);
    await measureCase(other, first, 2).finally(() => other.stop());
  });

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

  test("plays a herd", async () => {
    for (const handler of ["plugin", "prosody"] as const) {
      const { seconds, kilobytes, waits } = await bench.playHerd(SIZE, handler);
      assert.ok(seconds > 0 && kilobytes > 0);
      assert.equal(waits.length, 100);
      assert.ok(waits.every((wait) => wait >= 0));
    }
  });

  test("measures pairs", async () => {
    const { bytes, left } = await bench.measurePairs(SIZE, 50, 40);
    assert.ok(bytes > 0 && bytes < 1000 && left < bytes / 2, `${bytes} bytes, ${left} left`);
  });

  test("refuses a handler that does not answer as often as it should, and pairs that are not kept", async () => {
    const options = { muc_probe_hidden: "nobody", muc_probe_unknown: "silent", muc_probe_follow: 39 };
    const silent = await start({ ...options, bench_briefly: true });
    try {
      await assert.rejects(silent.measure("unknown", SIZE, 1), /0 answers to \d+ of 1 each/);
      await assert.rejects(silent.playHerd(SIZE, "plugin"), /: 1 answers to 100 probes/);
      await assert.rejects(silent.measurePairs(SIZE, 50, 40), /\d+ pairs are kept, and not 2000/);
    } finally {
      await silent.stop();
    }
  });

  test("plays an hour of a crowd, in which following sends less than broadcasting, and more than silence", async () => {
    const everybody = await bench.playCrowd(SMALL, "everybody");
    const moderators = await bench.playCrowd(SMALL, "moderators");
    const following = await bench.playCrowd(SMALL, "following");
    assert.ok(moderators.stanzas < following.stanzas && following.stanzas < everybody.stanzas);
    assert.ok(following.bytes > following.stanzas && following.seconds > 0);
  });
});
