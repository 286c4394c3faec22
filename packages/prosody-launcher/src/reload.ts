import { readdirSync } from "node:fs";
import type { ProsodyServer } from "./server.ts";
import { runShell } from "./shell.ts";

/** Loads a module anew on each host whose configuration names it, also where it did not load before. */
const RELOAD = (module: string): string => `> (function ()
	local modulemanager = require "core.modulemanager";
	for host in pairs(prosody.hosts) do
		local modules, component = modulemanager.get_modules_for_host(host);
		if component == "${module}" or modules:contains("${module}") then
			local change = modulemanager.is_loaded(host, "${module}") and modulemanager.reload or modulemanager.load;
			assert(change(host, "${module}"));
		end
	end
	return "reloaded";
end)()`;

/** The modules that are in a folder of plugins, by their names without `mod_`. */
function modulesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => /^mod_(\w+?)(?:\.lua)?$/.exec(entry)?.[1] ?? []);
}

/**
 * Brings changed plugins to a running server, which has copies of those it was started with, and loads their modules anew.
 * The server must have been started with `MODULES_WITH_SHELL`.
 * @param pluginPaths the folders it was started with
 * @throws {Error} with what the server says of a module that does not load.
 */
export async function reloadPlugins(server: ProsodyServer, pluginPaths: readonly string[]): Promise<void> {
  server.copyPlugins();
  for (const module of pluginPaths.flatMap(modulesIn)) {
    const output = await runShell(server, RELOAD(module).replaceAll(/\s+/g, " "));
    if (!output.includes("reloaded")) throw new Error(output.trim());
  }
}
