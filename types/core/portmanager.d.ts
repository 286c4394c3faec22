/**
 * What listens on ports. In a module, `module.provides("net", …)` is better. Source: `core/portmanager.lua`.
 * See https://prosody.im/doc/developers/core/portmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.portmanager" {
  /** What listens on a port. */
  export interface ActiveService {
    /** The service. */
    readonly service: ProsodyNetService;
    /** What listens. */
    readonly server: ProsodyConnection;
    /**
     * How it is encrypted.
     * @sometimes
     * @since 13.0
     */
    readonly tls_cfg?: object;
  }

  /**
   * Listens on the ports of a service.
   * @param service_name a service that is registered; nil and the reason if there is none
   */
  export function activate(
    this: void,
    service_name: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Stops that.
   * @param service_name nil takes the one in `service_info`
   * @param service_info closes only what this one listens on; nil closes all of the name
   */
  export function deactivate(
    this: void,
    service_name: string | undefined,
    service_info?: ProsodyNetService,
  ): void;
  /**
   * Adds a service, and listens on its ports.
   * @param service_name such as `c2s` or `http`: options begin with it, as `c2s_ports`
   * @param service_info if the name listens already, it waits until the one before is taken back
   */
  export function register_service(this: void, service_name: string, service_info: ProsodyNetService): true;
  /**
   * Takes that back.
   * @param service_name the one that it was registered with
   * @param service_info the same table that it was registered with
   */
  export function unregister_service(this: void, service_name: string, service_info: ProsodyNetService): void;
  /**
   * Closes a port. Before 0.12 it raises an error if that is not open.
   * @param interface_ an address as in the configuration, such as `*` or `::`
   * @param port one that is listened on
   */
  export function close(
    this: void,
    interface_: string,
    port: number,
  ): LuaMultiReturn<[ok: boolean, err: "port-not-open" | undefined]>;
  /**
   * A service, by its name.
   * @param service_name such as `c2s` or `http`
   */
  export function get_service(this: void, service_name: string): ProsodyNetService | undefined;
  /**
   * What listens on a port. Before 0.12 it raises an error if nothing does.
   * @param interface_ an address as in the configuration, such as `*` or `::`
   * @param port one that is listened on
   */
  export function get_service_at(
    this: void,
    interface_: string,
    port: number,
  ): LuaMultiReturn<[service: ProsodyNetService | undefined, server_or_err: ProsodyConnection | "not-found"]>;
  /**
   * How it is encrypted.
   * @since 13.0
   * @param interface_ an address as in the configuration, such as `*` or `::`
   * @param port one that is listened on
   */
  export const get_tls_config_at:
    | ((
        this: void,
        interface_: string,
        port: number,
      ) => LuaMultiReturn<[config: object | undefined, err: "not-found" | undefined]>)
    | undefined;
  /** What listens, by service, interface and port. */
  export function get_active_services(this: void): import("util.multitable").MultiTable<ActiveService>;
  /** All services, by name. */
  export function get_registered_services(
    this: void,
  ): Readonly<Record<string, readonly ProsodyNetService[] | undefined>>;
}
