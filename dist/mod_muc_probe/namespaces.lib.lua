-- XML namespaces.
-- SPDX-License-Identifier: MIT

-- The module's own: its feature, and the names of its fields in forms.
local MUC_PROBE = "http://modules.prosody.im/mod_muc_probe";

-- The query, and the time to wait in errors. The number changes when old clients would no longer understand.
local QUERY = "http://modules.prosody.im/mod_muc_probe/1";

local MUC_USER = "http://jabber.org/protocol/muc#user";
local OCCUPANT_ID = "urn:xmpp:occupant-id:0";
local RSM = "http://jabber.org/protocol/rsm";

return {
	MUC_PROBE = MUC_PROBE;
	QUERY = QUERY;
	MUC_USER = MUC_USER;
	OCCUPANT_ID = OCCUPANT_ID;
	RSM = RSM;
};
