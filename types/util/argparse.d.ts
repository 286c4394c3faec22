/**
 * Options on the command line. Source: `util/argparse.lua`. See https://prosody.im/doc/developers/util/argparse
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.argparse" {
  /** What options there are. */
  export interface Config {
    /** Long names by short ones. */
    readonly short_params?: Readonly<Record<string, string>>;
    /** Those that take a value. */
    readonly value_params?: Readonly<Record<string, true>>;
    /**
     * Those that take several values.
     * @sometimes
     * @since 13.0
     */
    readonly array_params?: Readonly<Record<string, true>>;
    /**
     * Those of which the value may follow after a blank.
     * @sometimes
     * @since 13.0
     */
    readonly kv_params?: Readonly<Record<string, true>>;
    /**
     * Whether unknown ones are errors.
     * @sometimes
     * @since 13.0
     */
    readonly strict?: boolean;
    /**
     * Whether options end with the first other argument.
     * @sometimes
     * @since 13.0
     */
    readonly stop_on_positional?: boolean;
  }

  /**
   * Options by name, with other arguments by their index; nil, the reason and the option on failure.
   * @param arg as the program got them; options are removed from it
   * @param config nil for long options only, without values but those after `=`
   */
  export function parse(
    this: void,
    arg: readonly string[],
    config?: Config,
  ): LuaMultiReturn<
    [
      opts: Readonly<Record<string, string | boolean | readonly string[] | undefined>> | undefined,
      err: "missing-value" | "param-not-found" | undefined,
      parameter: string | undefined,
    ]
  >;
}
