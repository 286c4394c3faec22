/**
 * Handlers of ad-hoc commands that are one form. Source: `util/adhoc.lua`.
 * See https://prosody.im/doc/developers/modules/mod_adhoc
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.adhoc" {
  import type { DataForm, FormData } from "util.dataforms";

  /** Called with the form that was filled in, and what is wrong by field (`undefined` if nothing is). */
  export type ResultHandler = (
    this: void,
    fields: FormData,
    err: Record<string, string | undefined> | undefined,
    data: ProsodyAdhocData,
  ) => ProsodyAdhocResult;

  /**
   * A handler that shows a form and hands over what comes back.
   * @param form shown in the first step
   * @param result_handler called once, with what came back; not if the user cancels
   */
  export function new_simple_form(
    this: void,
    form: DataForm,
    result_handler: ResultHandler,
  ): ProsodyAdhocHandler;
  /**
   * The same with a form that is filled in to begin with: `initial_data` returns its values, or nil and an error.
   * @param form shown in the first step
   * @param initial_data called in the first step
   * @param result_handler called once, with what came back; not if the user cancels
   */
  export function new_initial_data_form(
    this: void,
    form: DataForm,
    initial_data: (
      this: void,
      data: ProsodyAdhocData,
    ) =>
      | FormData
      | undefined
      | LuaMultiReturn<
          [values: FormData | undefined, err: string | import("util.error").ErrorTemplate | undefined]
        >,
    result_handler: ResultHandler,
  ): ProsodyAdhocHandler;
}
