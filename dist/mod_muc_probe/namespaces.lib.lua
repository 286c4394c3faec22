-- XML namespaces.

local _M = {};

-- The module's own: its feature, and the names of its fields in forms.
_M.MUC_PROBE = "http://modules.prosody.im/mod_muc_probe";

-- The query, and the time to wait in errors. The number changes when old clients would no longer understand.
_M.QUERY = "http://modules.prosody.im/mod_muc_probe/1";

_M.MUC_USER = "http://jabber.org/protocol/muc#user";
_M.OCCUPANT_ID = "urn:xmpp:occupant-id:0";
_M.RSM = "http://jabber.org/protocol/rsm";

return _M;
