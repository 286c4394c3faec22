/** XML namespaces. */

/** The module's own: its feature, and the names of its fields in forms. */
export const MUC_PROBE = "http://modules.prosody.im/mod_muc_probe";

/**
 * The query, and the time to wait in errors. The number changes when old clients would no longer understand.
 */
export const QUERY = "http://modules.prosody.im/mod_muc_probe/1";

export const MUC_USER = "http://jabber.org/protocol/muc#user";
export const OCCUPANT_ID = "urn:xmpp:occupant-id:0";
export const RSM = "http://jabber.org/protocol/rsm";
