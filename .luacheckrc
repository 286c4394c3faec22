-- The plugin and other modules run inside a module's environment; the specs run under busted.
std = "max"
self = false
max_line_length = 130
-- What a build of the type tests must give, word for word; and configurations, which have names of their own.
exclude_files = { "types/test/compile", "**/node_modules", "packages/*/build", "**/prosody.cfg.lua", "packages/create-prosody-module/template" }

files["dist"] = { std = "min", read_globals = { module = { other_fields = true, fields = { require = { read_only = false }, restore = { read_only = false }, save = { read_only = false }, unload = { read_only = false } } }, "prosody" } }
files["spec/e2e"] = { globals = { "module", "prosody" } }
files["rigs/bench"] = { globals = { "module", "prosody" } }
files["tools/demo"] = { globals = { "module", "prosody" } }
files["spec/unit"] = { std = "+busted", globals = { "prosody" } }
files["packages"] = { globals = { "module", "prosody" }, allow_defined_top = true, ignore = { "131" } }
files["rigs/trust"] = { globals = { "module", "prosody" }, allow_defined_top = true, ignore = { "131" } }
files["rigs/types"] = { globals = { "module", "prosody" }, allow_defined_top = true, ignore = { "131" } }
