-- The plugin runs inside a module's environment; the specs run under busted.
std = "max"
self = false
max_line_length = 130

files["dist"] = { std = "min", read_globals = { "module", "prosody" } }
files["spec/unit"] = { std = "+busted", globals = { "prosody" } }
