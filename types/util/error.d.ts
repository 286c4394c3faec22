/**
 * Errors as values. Source: `util/error.lua`. See https://prosody.im/doc/developers/util/error
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.error" {
  import type { ErrorType, Stanza } from "util.stanza";

  /** More about an error: an element of the application's own, or where to go instead. */
  export interface ErrorExtra {
    /** Namespace of the application's own condition. */
    readonly namespace?: string;
    /** The application's own condition. */
    readonly condition?: string;
    /** Where to go instead, with `gone` and `redirect`. */
    readonly uri?: string;
    /** The application's own element, as it came. */
    readonly tag?: Stanza;
  }

  /** What an error is made of. */
  export interface ErrorTemplate {
    /** What kind of reaction it asks for; default `cancel`. */
    readonly type?: ErrorType;
    /** A condition of RFC 6120 §8.3.3, such as `item-not-found`. */
    readonly condition?: string;
    /** What people read. */
    readonly text?: string;
    /** A number, as in HTTP. */
    readonly code?: number;
    /** More about it. */
    readonly extra?: ErrorExtra;
  }

  /** How an error came about: any fields. */
  export type ErrorContext = Record<string, unknown>;

  /** An error that can answer a stanza. */
  export interface ProsodyError {
    /** What tells it from all others, for the log. */
    readonly instance_id: string;
    /** What kind of reaction it asks for. */
    readonly type: ErrorType;
    /** A condition of RFC 6120 §8.3.3, such as `item-not-found`. */
    readonly condition: string;
    /** What people read; `undefined` without. */
    readonly text?: string;
    /** A number, as in HTTP; `undefined` without. */
    readonly code?: number;
    /** More about it; `undefined` without. */
    readonly extra?: ErrorExtra;
    /** How it came about. */
    readonly context: ErrorContext;
    /** The module that made it; `undefined` for none. */
    readonly source?: string;
  }

  /** Templates of errors by name. */
  export type ErrorTemplates = Record<string, ErrorTemplate>;

  /** Templates in the short way: type, condition, text and the application's own condition. */
  export type CompactTemplates = Record<
    string,
    readonly [type: ErrorType, condition: string, text?: string, extra_condition?: string]
  >;

  /** The errors of one module. */
  export interface ErrorRegistry {
    /** The module that its errors name. */
    readonly source: string;
    /** The templates, by name. */
    readonly registry: ErrorTemplates;
    /**
     * The error of a template's name; an unknown name gives `undefined-condition`, an error comes back as it is.
     * @param e a key of the registry; another is an error without a template
     * @param context kept with the error; nil for none
     */
    new: (this: void, e: string | ErrorTemplate | ProsodyError, context?: ErrorContext) => ProsodyError;
    /**
     * As `new`, with what was wrapped in the context as `wrapped_error`.
     * @param e a key of the registry; another is an error without a template
     * @param context kept with the error; nil for none
     */
    wrap: (this: void, e: unknown, context?: ErrorContext) => ProsodyError;
    /**
     * For functions that return nil and a reason: passes on what is fine, and makes the reason an error.
     * @param ok anything true is passed on with the rest
     * @param err a key of the registry; another is an error without a template
     * @param rest passed on where all is fine
     */
    coerce: <T>(
      this: void,
      ok: T,
      err: unknown,
      ...rest: unknown[]
    ) => LuaMultiReturn<[ok: T | undefined, err: unknown, ...rest: unknown[]]>;
    /**
     * Whether a value is an error of this kind.
     * @param e any value
     */
    is_error: (this: void, e: unknown) => e is ProsodyError;
  }

  /** How this library works, server-wide. */
  export interface ErrorOptions {
    /** Notes in each error's context where it was made. */
    readonly auto_inject_traceback?: boolean;
  }

  /**
   * A new error; what is an error already comes back as it is.
   * @param e a template, or the name of one in `registry`; another name gives `undefined-condition`
   * @param context any fields, kept as `error.context`; `by` is who found the error
   * @param registry templates by name
   * @param source the name of your module
   */
  function new_error(
    this: void,
    e: ErrorTemplate | ProsodyError | string,
    context?: ErrorContext,
    registry?: ErrorTemplates,
    source?: string,
  ): ProsodyError;
  export { new_error as new };
  /**
   * The registry of a module's errors; the namespace is that of its own conditions, and may be left out.
   * @param source the name of your module
   * @param namespace of the fourth items of compact templates; may be left out, the templates then come here
   * @param registry templates by name: `name: { condition: … }`, or in short `name: ["cancel", "conflict", "text"]`
   */
  export function init(
    this: void,
    source: string,
    namespace: string | ErrorTemplates | CompactTemplates,
    registry?: ErrorTemplates | CompactTemplates,
  ): ErrorRegistry;
  /**
   * For functions that return nil and a reason: passes on what is fine, and makes the reason an error.
   * @param ok the first result: nil or `false` on failure
   * @param err the second result
   * @param rest is passed on
   */
  export function coerce<T>(
    this: void,
    ok: T,
    err: unknown,
    ...rest: unknown[]
  ): LuaMultiReturn<[ok: T | undefined, err: unknown, ...rest: unknown[]]>;
  /**
   * Whether a value is an error of this kind.
   * @param e any value
   */
  export function is_error(this: void, e: unknown): e is ProsodyError;
  /**
   * The same under its older name.
   * @param e any value
   */
  export function is_err(this: void, e: unknown): e is ProsodyError;
  /**
   * The error that a stanza carries; `undefined-condition` if it carries none.
   * @param stanza of the type `error`
   * @param context any fields; `stanza` and `by` are added
   * @param source the name of your module
   */
  export function from_stanza(
    this: void,
    stanza: Stanza,
    context?: ErrorContext,
    source?: string,
  ): ProsodyError;
  /**
   * Changes how this library works, server-wide.
   * @param opt holds for all modules
   */
  export function configure(this: void, opt: ErrorOptions): void;
}
