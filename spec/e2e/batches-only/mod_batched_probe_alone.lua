-- Answers batches as mod_muc_batched_probe does: Prosody's own answer to a probe for each item, then the result.
local st = require "util.stanza";
local rooms = module:depends("muc");

module:hook("iq-get/bare/http://jabber.org/protocol/muc#user:query", function (event)
	local origin, stanza = event.origin, event.stanza;
	local room = rooms.get_room_from_jid(stanza.attr.to);
	local prober = room and room:get_occupant_by_real_jid(stanza.attr.from);
	if not prober then
		origin.send(st.error_reply(stanza, "cancel", "not-acceptable"));
		return true;
	end
	for item in stanza.tags[1]:childtags("item") do
		room:respond_to_probe(origin, st.presence({ type = "probe", from = stanza.attr.from, to = item.attr.jid }), prober);
	end
	origin.send(st.reply(stanza));
	return true;
end);
