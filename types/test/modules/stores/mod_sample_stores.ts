/** A store of tables and one of fields. */
interface Settings {
  readonly colour: string;
  readonly size?: number;
}

const [settings] = module.open_store<Settings>("sample_settings");
const [seen] = module.open_store<number>("sample_seen", "map");

export function colour_of(username: string): string {
  if (settings === undefined) {
    return "none";
  }
  const [own] = settings.get(username);
  if (own === undefined) {
    return "none";
  }
  return own.colour;
}

if (settings !== undefined && seen !== undefined) {
  settings.set("romeo", { colour: "red" });
  seen.set("romeo", "garden", 5);
  const [when] = seen.get("romeo", "garden");
  const [nothing] = seen.get("romeo", "balcony");
  seen.set_keys("romeo", { garden: seen.remove, street: 7 });
  for (const username of settings.users()) {
    module.log("debug", "%s likes %s", username, colour_of(username));
  }
  if (colour_of("romeo") === "red" && when === 5 && nothing === undefined) {
    module.log("info", "sample works: stores");
  }
}
