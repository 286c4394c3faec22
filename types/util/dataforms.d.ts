/**
 * Data forms (XEP-0004). Source: `util/dataforms.lua`. See https://prosody.im/doc/developers/util/dataforms
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.dataforms" {
  /** What a form does at this point of the conversation. */
  export type FormType = "form" | "submit" | "cancel" | "result";

  /** How a field is shown, and what values it takes. */
  export type FieldType =
    | "boolean"
    | "fixed"
    | "hidden"
    | "jid-multi"
    | "jid-single"
    | "list-multi"
    | "list-single"
    | "text-multi"
    | "text-private"
    | "text-single";

  /** One choice of a list. */
  export interface FieldOption {
    /** What is chosen by it. */
    readonly value: string;
    /** What people read; default: the value. */
    readonly label?: string;
    /** Whether it is chosen to begin with. */
    readonly default?: boolean;
  }

  /** What a field can hold, in Lua. */
  export type FieldValue = string | number | boolean | readonly string[] | import("util.stanza").Stanza;

  /** A field of a form. */
  export interface Field {
    /** The key of the field in the data; without one it is shown, and nothing else. */
    readonly name?: string;
    /** The `var` of the field on the wire, where that is not its name. */
    readonly var?: string;
    /** Without one: `text-single`. */
    readonly type?: FieldType;
    /** What people read. */
    readonly label?: string;
    /** A longer explanation. */
    readonly desc?: string;
    /** Whether it must be filled in. */
    readonly required?: boolean;
    /** The value to begin with. */
    readonly value?: FieldValue;
    /** The choices of a list. */
    readonly options?: readonly (string | FieldOption)[];
    /** What its text must be (XEP-0122), such as `xs:integer`. */
    readonly datatype?: string;
    /** The least value of a number. */
    readonly range_min?: number;
    /** The greatest value of a number. */
    readonly range_max?: number;
  }

  /** The values of a form by the names of its fields. */
  export type FormData = Record<string, FieldValue | undefined>;

  /** A table with values of fields. */
  export type Values<D> = { readonly [K in keyof D]: FieldValue | undefined };

  /** What `new()` makes a form of: its fields in order, and a title. */
  export interface Layout {
    /** The form's title. */
    title?: string;
    /** What people are told to do. */
    instructions?: string;
  }

  /**
   * A form. Handlers of events that build one append their fields with `table.insert`.
   *
   * @self layout
   */
  export interface DataForm extends Array<Field>, Layout {
    /**
     * The form as XML, with values; `formtype` (default `form`) leaves out what has no place in it.
     * @param data values by field; others keep the `value` of the field
     * @param formtype `result` or `submit` to send values only
     */
    form<D extends Values<D> = FormData>(data?: D, formtype?: FormType): import("util.stanza").Stanza;
    /**
     * Reads a form that was filled in: values by name (of `current` where it leaves one out), what is wrong by name
     * (`undefined` if nothing is), and which fields were there.
     * @param stanza the `<x xmlns='jabber:x:data'/>`, not the stanza around it
     * @param current values for fields that the form leaves out
     */
    data(
      stanza: import("util.stanza").Stanza,
      current?: FormData,
    ): LuaMultiReturn<
      [
        data: FormData,
        errors: Record<string, string | undefined> | undefined,
        present: Record<string, true | undefined>,
      ]
    >;
  }

  /**
   * Makes a form of that very array of fields. A title is set behind that: `form.title = "Title"`.
   * @param layout its first field is often `FORM_TYPE`, hidden, with its namespace as `value`
   */
  function new_form(this: void, layout: Layout & readonly Field[]): DataForm;
  export { new_form as new };
  /**
   * The `FORM_TYPE` of a form, empty without one; `undefined` if the element is no form.
   * @param form the `<x xmlns='jabber:x:data'/>`
   */
  export function get_type(this: void, form: import("util.stanza").Stanza | undefined): string | undefined;
}
