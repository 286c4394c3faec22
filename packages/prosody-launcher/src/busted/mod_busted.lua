-- Runs busted specs inside of a server once all its modules are loaded, and ends the server. The specs are in the first of
-- plugin_paths, of which there are so many as the option busted_paths says; the report is busted.txt in the folder of the data.
--
-- A spec is as free as the server itself: it may look into any module, and change any option. While specs run the server
-- does nothing else: timers do not go off, and nobody can connect.

local function run_specs()
	prosody.unlock_globals(); -- busted's functions are globals
	_G.module = module;
	_G.arg = { [0] = "busted", "--output=plainTerminal" };
	local paths = module:get_option("plugin_paths");
	for index = 1, module:get_option("busted_paths") do
		table.insert(arg, paths[index]);
	end
	io.output("busted.txt");
	_G.print = function (...) io.write(table.concat({ ... }, "\t"), "\n"); end -- some versions of busted use it
	require "busted.runner"({ standalone = false }); -- after a failure it ends the process itself
	io.output():close();
	os.exit(0);
end

module:hook_global("server-started", run_specs);
