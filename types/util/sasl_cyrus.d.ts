/**
 * Logins by Cyrus SASL, where its library is installed. Source: `util/sasl_cyrus.lua`.
 *
 * @removed 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.sasl_cyrus" {
  /**
   * A login: what `get_sasl_handler()` of an authentication provider returns; `undefined` where Cyrus fails.
   * @param realm the host that is logged in to
   * @param service_name such as `xmpp`
   * @param app_name whose configuration Cyrus reads; default `service_name`
   * @param host_fqdn the server's own name; nil for the machine's
   */
  function new_function(
    this: void,
    realm: string,
    service_name: string,
    app_name?: string,
    host_fqdn?: string,
  ): import("util.sasl").SaslHandler | undefined;
  export { new_function as new };
}
