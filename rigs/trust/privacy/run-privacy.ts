import { checkCases, type CheckOptions, type Failure } from "../check-cases.ts";
import type { ServiceOptions } from "../server/service.ts";
import { PopulatedServer, type RoomReport } from "./populated-server.ts";
import { type Scenario, scenarios } from "./rooms.ts";

/** Checks so many rooms. */
export async function runPrivacy({
  rooms,
  ...options
}: CheckOptions & Pick<ServiceOptions, "installation" | "pluginPath"> & { readonly rooms: number }): Promise<{
  readonly reports: readonly RoomReport[];
  readonly failure?: Failure<Scenario>;
}> {
  const world = await PopulatedServer.start(options);
  try {
    return await checkCases(scenarios(world.release), rooms, (scenario) => world.check(scenario), options);
  } finally {
    await world.stop();
  }
}
