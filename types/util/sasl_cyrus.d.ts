/**
 * Logins by Cyrus SASL, where its library is installed. Source: `util/sasl_cyrus.lua`.
 *
 * @removed 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.sasl_cyrus" {
  /** A login: what `get_sasl_handler()` of an authentication provider returns; `undefined` where Cyrus fails. */
  function new_function(
    this: void,
    realm: string,
    service_name: string,
    app_name?: string,
    host_fqdn?: string,
  ): import("util.sasl").SaslHandler | undefined;
  export { new_function as new };
}
