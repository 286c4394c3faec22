rockspec_format = "3.0"
package = "mod_NAME"
version = "scm-1"
description = {
	summary = "A module for Prosody",
	license = "MIT",
}
dependencies = { "lua >= 5.1, < 5.5" }
source = {
	-- Where the sources are to be fetched from, once you publish them.
	url = "git+https://example.org/mod_NAME.git",
}
build = {
	type = "builtin",
	modules = {
		["mod_NAME"] = "dist/mod_NAME/mod_NAME.lua",
		-- A library, mod_NAME/words.ts, would be:
		-- ["mod_NAME.words"] = "dist/mod_NAME/words.lib.lua",
	},
}
