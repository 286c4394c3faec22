import { spawnSync } from "node:child_process";

const LUAS = ["lua5.1", "lua5.2", "lua5.3", "lua5.4", "luajit"];

/** Collects the messages of each version of Lua about files that it does not load; they are not run. */
export function complaintsOfLuas(files: readonly string[]): string[] {
  const script = "for _, file in ipairs(arg) do assert(loadfile(file)) end";
  return LUAS.flatMap((lua) => {
    const { status, stderr } = spawnSync(lua, ["-", ...files], { input: script, encoding: "utf8" });
    return status === 0 ? [] : [`${lua}: ${stderr}`];
  });
}
