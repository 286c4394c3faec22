/** A cache that is shared, and emptied from time to time. */
import * as cache from "util.cache";
import * as time from "util.time";

interface Shared {
  recent: cache.Cache<string, number>;
}

const shared = module.shared<Shared>("sample/recent");
let recent = shared.recent;
if (recent === undefined) {
  recent = cache.new<string, number>(100, (key) => {
    module.log("debug", "%s is forgotten", key);
  });
  shared.recent = recent;
}
const kept = recent;

kept.set("start", time.now());
module.add_timer(
  1,
  (now, word) => {
    const start = kept.get("start");
    if (start !== undefined && now >= start) {
      module.log("info", "sample works: timer %s", word);
    }
    return 60;
  },
  "tick",
);
