-- Generated from src/probers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")
local occupants = module:require("occupants")

--- The prober behind the `from` of a probe, given its bare JID too; nil for an outsider (contract row 1).
function _M.identify(room, from, bare_jid)
	local occupant_jid = room:get_occupant_jid(from)
	if from ~= bare_jid and occupant_jid ~= nil then
		return {
			jid = from,
			bare_jid = bare_jid,
			role = occupants.role_of(room, occupant_jid),
		}
	end
	if from == bare_jid and occupants.has_user(room, bare_jid) then
		return { jid = from, bare_jid = bare_jid, role = nil }
	end
	return nil
end

--- A user as a prober, by the full JID of a session or, for any session of its, by its bare JID; nil for an outsider.
function _M.find(room, user_jid)
	local bare_jid = jid.bare(user_jid)
	if bare_jid == nil then
		return nil
	end
	return _M.identify(room, occupants.session_of(room, user_jid) or user_jid, bare_jid)
end

return _M
