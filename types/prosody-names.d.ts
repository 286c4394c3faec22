/**
 * The same libraries by the names they have in Prosody's own code from 13.0 on; the short ones work in all releases.
 */

/**
 * See `core.certmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.certmanager" {
  export * from "core.certmanager";
}

/**
 * See `core.configmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.configmanager" {
  export * from "core.configmanager";
}

/**
 * See `core.features`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.features" {
  export * from "core.features";
}

/**
 * See `core.hostmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.hostmanager" {
  export * from "core.hostmanager";
}

/**
 * See `core.loggingmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.loggingmanager" {
  export * from "core.loggingmanager";
}

/**
 * See `core.moduleapi`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.moduleapi" {
  import api = require("core.moduleapi");
  export = api;
}

/**
 * See `core.modulemanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.modulemanager" {
  export * from "core.modulemanager";
}

/**
 * See `core.portmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.portmanager" {
  export * from "core.portmanager";
}

/**
 * See `core.rostermanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.rostermanager" {
  export * from "core.rostermanager";
}

/**
 * See `core.s2smanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.s2smanager" {
  export * from "core.s2smanager";
}

/**
 * See `core.sessionmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.sessionmanager" {
  export * from "core.sessionmanager";
}

/**
 * See `core.statsmanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.statsmanager" {
  export * from "core.statsmanager";
}

/**
 * See `core.storagemanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.storagemanager" {
  export * from "core.storagemanager";
}

/**
 * See `core.usermanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.core.usermanager" {
  export * from "core.usermanager";
}

/**
 * See `net.adns`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.adns" {
  export * from "net.adns";
}

/**
 * See `net.connect`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.connect" {
  export * from "net.connect";
}

/**
 * See `net.http`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http" {
  export * from "net.http";
  export { default } from "net.http";
}

/**
 * See `net.http.codes`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http.codes" {
  import codes = require("net.http.codes");
  export = codes;
}

/**
 * See `net.http.errors`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http.errors" {
  export * from "net.http.errors";
}

/**
 * See `net.http.files`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http.files" {
  export * from "net.http.files";
}

/**
 * See `net.http.parser`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http.parser" {
  export * from "net.http.parser";
}

/**
 * See `net.http.server`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.http.server" {
  export * from "net.http.server";
}

/**
 * See `net.resolvers.basic`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.resolvers.basic" {
  export * from "net.resolvers.basic";
}

/**
 * See `net.resolvers.chain`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.resolvers.chain" {
  export * from "net.resolvers.chain";
}

/**
 * See `net.resolvers.manual`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.resolvers.manual" {
  export * from "net.resolvers.manual";
}

/**
 * See `net.resolvers.service`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.resolvers.service" {
  export * from "net.resolvers.service";
}

/**
 * See `net.server`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.server" {
  export * from "net.server";
}

/**
 * See `net.stun`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.stun" {
  export * from "net.stun";
}

/**
 * See `net.websocket`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.websocket" {
  export * from "net.websocket";
}

/**
 * See `net.websocket.frames`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.net.websocket.frames" {
  export * from "net.websocket.frames";
}

/**
 * See `util.adhoc`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.adhoc" {
  export * from "util.adhoc";
}

/**
 * See `util.adminstream`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.adminstream" {
  export * from "util.adminstream";
}

/**
 * See `util.argparse`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.argparse" {
  export * from "util.argparse";
}

/**
 * See `util.array`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.array" {
  export * from "util.array";
}

/**
 * See `util.async`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.async" {
  export * from "util.async";
}

/**
 * See `util.bitcompat`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.bitcompat" {
  export * from "util.bitcompat";
}

/**
 * See `util.cache`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.cache" {
  export * from "util.cache";
}

/**
 * See `util.caps`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.caps" {
  export * from "util.caps";
}

/**
 * See `util.crypto`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.crypto" {
  export * from "util.crypto";
}

/**
 * See `util.dataforms`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.dataforms" {
  export * from "util.dataforms";
}

/**
 * See `util.datamanager`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.datamanager" {
  export * from "util.datamanager";
}

/**
 * See `util.datamapper`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.datamapper" {
  export * from "util.datamapper";
}

/**
 * See `util.datetime`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.datetime" {
  export * from "util.datetime";
}

/**
 * See `util.dbuffer`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.dbuffer" {
  export * from "util.dbuffer";
}

/**
 * See `util.debug`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.debug" {
  export * from "util.debug";
}

/**
 * See `util.dependencies`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.dependencies" {
  export * from "util.dependencies";
}

/**
 * See `util.encodings`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.encodings" {
  export * from "util.encodings";
}

/**
 * See `util.envload`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.envload" {
  export * from "util.envload";
}

/**
 * See `util.error`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.error" {
  export * from "util.error";
}

/**
 * See `util.events`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.events" {
  export * from "util.events";
}

/**
 * See `util.filters`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.filters" {
  export * from "util.filters";
}

/**
 * See `util.format`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.format" {
  export * from "util.format";
}

/**
 * See `util.fsm`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.fsm" {
  export * from "util.fsm";
}

/**
 * See `util.gc`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.gc" {
  export * from "util.gc";
}

/**
 * See `util.hashes`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.hashes" {
  export * from "util.hashes";
}

/**
 * See `util.hashring`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.hashring" {
  export * from "util.hashring";
}

/**
 * See `util.helpers`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.helpers" {
  export * from "util.helpers";
}

/**
 * See `util.hex`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.hex" {
  export * from "util.hex";
}

/**
 * See `util.hmac`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.hmac" {
  export * from "util.hmac";
}

/**
 * See `util.http`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.http" {
  export * from "util.http";
}

/**
 * See `util.human.io`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.human.io" {
  export * from "util.human.io";
}

/**
 * See `util.human.units`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.human.units" {
  export * from "util.human.units";
}

/**
 * See `util.id`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.id" {
  export * from "util.id";
}

/**
 * See `util.indexedbheap`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.indexedbheap" {
  export * from "util.indexedbheap";
}

/**
 * See `util.interpolation`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.interpolation" {
  export * from "util.interpolation";
}

/**
 * See `util.ip`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.ip" {
  export * from "util.ip";
}

/**
 * See `util.iterators`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.iterators" {
  export * from "util.iterators";
}

/**
 * See `util.jid`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.jid" {
  export * from "util.jid";
}

/**
 * See `util.json`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.json" {
  export * from "util.json";
}

/**
 * See `util.jsonpointer`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.jsonpointer" {
  export * from "util.jsonpointer";
}

/**
 * See `util.jsonschema`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.jsonschema" {
  export * from "util.jsonschema";
}

/**
 * See `util.jwt`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.jwt" {
  export * from "util.jwt";
}

/**
 * See `util.logger`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.logger" {
  export * from "util.logger";
}

/**
 * See `util.multitable`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.multitable" {
  export * from "util.multitable";
}

/**
 * See `util.net`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.net" {
  export * from "util.net";
}

/**
 * See `util.openmetrics`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.openmetrics" {
  export * from "util.openmetrics";
}

/**
 * See `util.paseto`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.paseto" {
  export * from "util.paseto";
}

/**
 * See `util.paths`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.paths" {
  export * from "util.paths";
}

/**
 * See `util.pluginloader`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.pluginloader" {
  export * from "util.pluginloader";
}

/**
 * See `util.pposix`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.pposix" {
  export * from "util.pposix";
}

/**
 * See `util.presence`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.presence" {
  export * from "util.presence";
}

/**
 * See `util.promise`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.promise" {
  export * from "util.promise";
}

/**
 * See `util.prosodyctl`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.prosodyctl" {
  export * from "util.prosodyctl";
}

/**
 * See `util.pubsub`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.pubsub" {
  export * from "util.pubsub";
}

/**
 * See `util.queue`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.queue" {
  export * from "util.queue";
}

/**
 * See `util.random`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.random" {
  export * from "util.random";
}

/**
 * See `util.ringbuffer`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.ringbuffer" {
  export * from "util.ringbuffer";
}

/**
 * See `util.roles`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.roles" {
  export * from "util.roles";
}

/**
 * See `util.rsm`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.rsm" {
  export * from "util.rsm";
}

/**
 * See `util.sasl`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.sasl" {
  export * from "util.sasl";
}

/**
 * See `util.sasl.scram`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.sasl.scram" {
  export * from "util.sasl.scram";
}

/**
 * See `util.serialization`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.serialization" {
  export * from "util.serialization";
}

/**
 * See `util.session`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.session" {
  export * from "util.session";
}

/**
 * See `util.set`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.set" {
  export * from "util.set";
}

/**
 * See `util.signal`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.signal" {
  export * from "util.signal";
}

/**
 * See `util.smqueue`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.smqueue" {
  export * from "util.smqueue";
}

/**
 * See `util.sql`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.sql" {
  export * from "util.sql";
}

/**
 * See `util.stanza`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.stanza" {
  export * from "util.stanza";
}

/**
 * See `util.statistics`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.statistics" {
  export * from "util.statistics";
}

/**
 * See `util.strbitop`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.strbitop" {
  export * from "util.strbitop";
}

/**
 * See `util.struct`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.struct" {
  export * from "util.struct";
}

/**
 * See `util.table`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.table" {
  export * from "util.table";
}

/**
 * See `util.template`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.template" {
  import template = require("util.template");
  export = template;
}

/**
 * See `util.termcolours`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.termcolours" {
  export * from "util.termcolours";
}

/**
 * See `util.throttle`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.throttle" {
  export * from "util.throttle";
}

/**
 * See `util.time`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.time" {
  export * from "util.time";
}

/**
 * See `util.timer`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.timer" {
  export * from "util.timer";
}

/**
 * See `util.uuid`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.uuid" {
  export * from "util.uuid";
}

/**
 * See `util.watchdog`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.watchdog" {
  export * from "util.watchdog";
}

/**
 * See `util.x509`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.x509" {
  export * from "util.x509";
}

/**
 * See `util.xml`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.xml" {
  export * from "util.xml";
}

/**
 * See `util.xmppstream`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.xmppstream" {
  export * from "util.xmppstream";
}

/**
 * See `util.xpcall`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.xpcall" {
  export * from "util.xpcall";
}

/**
 * See `util.xtemplate`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.xtemplate" {
  export * from "util.xtemplate";
}
