/**
 * TypeScript declarations of Prosody's plugin API, for TypeScriptToLua: Prosody 0.11, 0.12 and 13.0.
 * Source: Prosody's own Lua, release by release; see README.md.
 */
/// <reference path="./lib.d.ts" />
/// <reference path="./events.d.ts" />
/// <reference path="./module.d.ts" />
/// <reference path="./prosody.d.ts" />
/// <reference path="./session.d.ts" />
/// <reference path="./muc/mod_muc.d.ts" />
/// <reference path="./muc/occupant.d.ts" />
/// <reference path="./muc/room.d.ts" />
/// <reference path="./util/jid.d.ts" />
/// <reference path="./util/stanza.d.ts" />
