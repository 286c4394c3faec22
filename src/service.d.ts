import type { Policy } from "./policies";
import type { RateLimit } from "./rate_limit";
import type { OccupantJids } from "./rooms";
import type { Answers } from "./statistics";

declare global {
  /** What the entry makes once, at load. It hands this to the other files, which keep no state of their own. */
  interface Service {
    readonly options: Options;
    readonly rate_limit: RateLimit;
    readonly answers: Answers;
    readonly occupant_jids: OccupantJids;
  }

  /** The plugin's options, under the names that they have in the configuration. */
  interface Options {
    readonly muc_probe_hidden: Policy;
    readonly muc_probe_owners_choose: boolean;
    readonly muc_probe_unknown: "unavailable" | "silent";
    readonly muc_probe_room: boolean;
    readonly muc_probe_batch_limit: number;
    readonly muc_probe_rate: number;
    readonly muc_probe_burst: number;
  }
}
