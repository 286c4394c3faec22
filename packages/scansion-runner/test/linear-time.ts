import assert from "node:assert/strict";

/** Asserts that some work takes time in proportion to its size. */
export async function assertLinear(work: (size: number) => unknown, size: number): Promise<void> {
  const milliseconds = async (factor: number): Promise<number> => {
    // Not the time that passes: other processes have their share of that.
    const before = process.cpuUsage();
    await work(size * factor);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  await milliseconds(1);
  const few = Math.min(await milliseconds(1), await milliseconds(1));
  const many = Math.min(await milliseconds(4), await milliseconds(4));
  // 4 times as long is linear, 16 times quadratic; a few milliseconds tell nothing.
  assert.ok(many / Math.max(few, 5) < 9, `${few} ms, and ${many} ms for four times as much`);
}
