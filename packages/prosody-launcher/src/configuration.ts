import { LOOPBACK } from "./free-port.ts";
import { toLua, type LuaValue } from "./lua-value.ts";

/** The name of the host that users log in to. */
export const USER_HOST = "localhost";

const MUC_HOST = `conference.${USER_HOST}`;
const CONTROL_MODULE = "test_control";

/** The part of a server's configuration that a test can set. */
export interface ConfigurationOptions {
  /** Modules of the component `conference.localhost`, besides `muc` itself. Without them there is no such component. */
  readonly mucModules?: readonly string[];
  /** Options of the component `conference.localhost`. */
  readonly mucOptions?: Readonly<Record<string, LuaValue>>;
  /** Modules of the host `localhost`, besides those every server loads. */
  readonly hostModules?: readonly string[];
  /** Options of the whole server; they override those every server starts with. */
  readonly globalOptions?: Readonly<Record<string, LuaValue>>;
  /** Lua in place of the hosts: options of the whole server, then hosts with their modules. */
  readonly configuration?: string;
  /** Lua that ends the configuration: options of the last host, more components. */
  readonly extraConfig?: string;
  /** Passwords by the names of users; without it anyone can log in, with any password. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** Loads `mod_test_control` on `localhost`. */
  readonly control?: boolean;
  readonly logLevel?: "debug" | "info";
}

/** The places of a server, in paths as its process sees them. */
export interface Surroundings {
  readonly dataFolder: string;
  readonly pidFile: string;
  readonly pluginFolders: readonly string[];
  readonly c2sPort: number;
  readonly httpPort: number | undefined;
}

/** Writes the configuration file of a server. */
export function renderConfiguration(options: ConfigurationOptions, surroundings: Surroundings): string {
  return [
    ...assignments({
      ...placement(surroundings),
      ...character(options),
      ...authentication(options),
      ...options.globalOptions,
    }),
    options.configuration ?? hosts(options),
    options.extraConfig ?? "",
  ].join("\n");
}

function hosts(options: ConfigurationOptions): string {
  const users = [
    `VirtualHost ${toLua(USER_HOST)}`,
    ...assignments({ modules_enabled: hostModules(options) }),
  ];
  if (options.mucModules === undefined) return users.join("\n");
  const rooms = assignments({ modules_enabled: options.mucModules, ...options.mucOptions });
  return [...users, `Component ${toLua(MUC_HOST)} "muc"`, ...rooms].join("\n");
}

function placement(surroundings: Surroundings): Record<string, LuaValue> {
  return {
    run_as_root: process.getuid?.() === 0,
    pidfile: surroundings.pidFile,
    data_path: surroundings.dataFolder,
    plugin_paths: surroundings.pluginFolders,
    interfaces: [LOOPBACK],
    c2s_ports: [surroundings.c2sPort],
    legacy_ssl_ports: [],
    c2s_direct_tls_ports: [],
    s2s_ports: [],
    http_ports: surroundings.httpPort === undefined ? [] : [surroundings.httpPort],
    https_ports: [],
  };
}

function character(options: ConfigurationOptions): Record<string, LuaValue> {
  return {
    admins: [`admin@${USER_HOST}`],
    modules_enabled: ["disco", "ping", "roster", "saslauth"],
    modules_disabled: ["s2s", "s2s_auth_certs"],
    c2s_require_encryption: false,
    allow_unencrypted_plain_auth: true,
    log: [{ levels: { min: options.logLevel ?? "info" }, to: "stdout", timestamps: true }],
  };
}

function authentication(options: ConfigurationOptions): Record<string, LuaValue> {
  if (options.accounts) return { authentication: "internal_plain" };
  return {
    authentication: "insecure",
    insecure_open_authentication: "Yes please, I know what I'm doing!",
  };
}

function hostModules(options: ConfigurationOptions): readonly string[] {
  const wanted = options.hostModules ?? [];
  return options.control === true ? [...wanted, CONTROL_MODULE] : wanted;
}

function assignments(settings: Readonly<Record<string, LuaValue>>): string[] {
  return Object.entries(settings).map(([name, value]) => `${name} = ${toLua(value)}`);
}
