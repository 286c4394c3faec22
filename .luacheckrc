-- The plugin and other modules run inside a module's environment; the specs run under busted.
std = "max"
self = false
max_line_length = 130
-- What a build of the type tests must give, word for word; and configurations, which have names of their own.
exclude_files = { "spec/types", "**/prosody.cfg.lua", "tools/create-module/template" }

files["dist"] = { std = "min", read_globals = { module = { other_fields = true, fields = { require = { read_only = false }, unload = { read_only = false } } }, "prosody" } }
files["spec/bench"] = { globals = { "module", "prosody" } }
files["spec/unit"] = { std = "+busted", globals = { "prosody" } }
files["tools"] = { globals = { "module", "prosody" }, allow_defined_top = true, ignore = { "131" } }
