/**
 * The same libraries by the names they have in Prosody's own code from 13.0 on; the short ones work in all releases.
 */

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
 * See `util.xml`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.util.xml" {
  export * from "util.xml";
}
