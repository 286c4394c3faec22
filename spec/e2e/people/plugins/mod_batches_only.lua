-- Answers batches as mod_muc_batched_probe does: with what Prosody says to each probe, and without announcing it.
local st = require "util.stanza";

module:hook("iq-get/bare/http://jabber.org/protocol/muc#user:query", function (event)
	local stanza = event.stanza;
	for item in stanza.tags[1]:childtags("item") do
		module:send(st.presence({ type = "probe", from = stanza.attr.from, to = item.attr.jid }));
	end
	event.origin.send(st.reply(stanza));
	return true;
end, 1);
