import { checkCases, type CheckOptions, type Failure } from "../check-cases.ts";
import type { ServiceOptions } from "../server/service.ts";
import { type Act, runs } from "./acts.ts";
import { FollowingWorld, type RunReport } from "./three-rooms.ts";

/** The most that happens in a run. */
const LENGTH = 60;

/** Checks so many runs. */
export async function runFollowing({
  runs: count,
  ...options
}: CheckOptions & Pick<ServiceOptions, "installation" | "pluginPath"> & { readonly runs: number }): Promise<{
  readonly reports: readonly RunReport[];
  readonly failure?: Failure<readonly Act[]>;
}> {
  const world = await FollowingWorld.start(options);
  try {
    return await checkCases(runs(LENGTH), count, (acts) => world.run(acts), options);
  } finally {
    await world.stop();
  }
}
