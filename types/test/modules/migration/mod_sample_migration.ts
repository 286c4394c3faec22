/** Moves what older modules kept in files into a store. */
import * as datamanager from "util.datamanager";
import * as serialization from "util.serialization";

const [notes] = module.open_store<object>("sample_notes");

function migrate(): number {
  let moved = 0;
  for (const username of datamanager.users(module.host, "sample_old_notes")) {
    const [old, err] = datamanager.load(username, module.host, "sample_old_notes");
    if (old === undefined) {
      module.log("warn", "Notes of %s: %s", username, err);
    } else if (notes !== undefined) {
      const [ok] = notes.set(username, old);
      if (ok === true) {
        module.log("debug", "%s", serialization.serialize(old));
        datamanager.store(username, module.host, "sample_old_notes", undefined);
        moved += 1;
      }
    }
  }
  return moved;
}

datamanager.store("romeo", module.host, "sample_old_notes", { text: "Remember" });
if (migrate() === 1) {
  module.log("info", "sample works: migration");
}
