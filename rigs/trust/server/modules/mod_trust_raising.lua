-- A module that raises an error whenever an occupant's presence is put together for somebody with "Tybalt" in the nick.

module:hook("muc-build-occupant-presence", function (event)
	if event.occupant.nick:find("Tybalt", 1, true) and prosody.trust_raising then
		error("raised by mod_trust_raising");
	end
end);
