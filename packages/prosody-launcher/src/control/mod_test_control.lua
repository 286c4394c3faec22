-- Lets a test change the modules of a running server, and run Lua inside of it:
--
--   <iq type='set' to='localhost' id='1'>
--     <control xmlns='urn:prosody-launcher:control' action='reload' host='conference.localhost' module='muc_probe'/>
--   </iq>
--   <control xmlns='urn:prosody-launcher:control' action='eval'>return prosody.version</control>
--
-- Actions are load, unload, reload and eval. The answer is a result whose <control/> holds what
-- the Lua returned, or an error with the reason. Anyone who can log in may do anything with it.

local st = require "util.stanza";
local modulemanager = require "core.modulemanager";

local xmlns_control = "urn:prosody-launcher:control";

-- Each returns true and a value, or nil and a reason.
local actions = {};

for _, name in ipairs({ "load", "unload", "reload" }) do
	actions[name] = function (control)
		local ok, reason = modulemanager[name](control.attr.host, control.attr.module);
		if not ok then return nil, reason; end
		return true, "";
	end
end

function actions.eval(control)
	local environment = setmetatable({ module = module }, { __index = _G });
	local chunk, reason = load(control:get_text(), "=eval", "t", environment);
	if not chunk then return nil, reason; end
	return true, chunk();
end

local function perform(control)
	local action = actions[control.attr.action];
	if not action then return nil, "unknown-action"; end
	local ran, ok, value = pcall(action, control);
	if not ran then return nil, ok; end
	return ok, value;
end

local function handle_control(event)
	local origin, stanza = event.origin, event.stanza;
	local ok, value = perform(stanza.tags[1]);
	if ok then
		origin.send(st.reply(stanza):tag("control", { xmlns = xmlns_control }):text(tostring(value)));
	else
		origin.send(st.error_reply(stanza, "cancel", "internal-server-error", tostring(value)));
	end
	return true;
end

module:hook("iq-set/host/"..xmlns_control..":control", handle_control);
