/**
 * SQL. Source: `util/sql.lua`; only where LuaDBI is installed.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.sql" {
  /** Which database. */
  export interface ConnectionParams {
    /** What kind it is. */
    readonly driver: "SQLite3" | "PostgreSQL" | "MySQL" | (string & {});
    /** Its name; of SQLite the file. */
    readonly database: string;
    /** The user. */
    readonly username?: string;
    /** The password. */
    readonly password?: string;
    /** The machine. */
    readonly host?: string;
    /** The port. */
    readonly port?: number;
  }

  /** A row of a result. */
  export interface ResultRow {
    /** Its values, from 1 in Lua. */
    readonly [column: number]: string | number | boolean | undefined;
  }

  /** What a statement comes to. */
  export interface Result {
    /** How many rows it changed. */
    affected(): number;
    /** How many rows there are. */
    rowcount(): number;
  }

  /** A connection. */
  export interface Engine {
    /** Which database it is. */
    readonly params: ConnectionParams;
    /** Connects; nil and the reason on failure. */
    connect(): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
    /**
     * Executes a statement; `?` stand for arguments.
     * @param sql one statement, with `?` for each argument; `"` around names becomes a backtick for MySQL
     * @param args for the `?`, in their order; nil is `NULL`
     */
    execute(
      sql: string,
      ...args: unknown[]
    ): LuaMultiReturn<[result: Result | undefined, err: string | undefined]>;
    /**
     * The rows of a query. Raises an error on failure: within `transaction()`.
     * @param sql one query, with `?` for each argument; `"` around names becomes a backtick for MySQL
     * @param args for the `?`, in their order; nil is `NULL`
     */
    select(sql: string, ...args: unknown[]): LuaIterable<ResultRow>;
    /**
     * Executes a statement. Raises an error on failure: within `transaction()`.
     * @param sql one statement, with `?` for each argument; `"` around names becomes a backtick for MySQL
     * @param args for the `?`, in their order; nil is `NULL`
     */
    insert(sql: string, ...args: unknown[]): Result;
    /**
     * The same under another name.
     * @param sql one statement, with `?` for each argument; `"` around names becomes a backtick for MySQL
     * @param args for the `?`, in their order; nil is `NULL`
     */
    update(sql: string, ...args: unknown[]): Result;
    /**
     * The same under another name.
     * @param sql one statement, with `?` for each argument; `"` around names becomes a backtick for MySQL
     * @param args for the `?`, in their order; nil is `NULL`
     */
    delete(sql: string, ...args: unknown[]): Result;
    /**
     * Calls a function in a transaction, again if the connection was lost. Returns `true` and what it returns; `false`
     * or nil and the reason on failure.
     * @param func what it changes is kept if it returns, undone if it raises an error; it may be called twice. Three results at most are handed on
     * @param args handed to the function
     */
    transaction(
      func: (this: void, ...args: never[]) => unknown,
      ...args: unknown[]
    ): LuaMultiReturn<[ok: boolean | undefined, ...results: unknown[]]>;
  }

  /**
   * A connection that is made when it is needed; in Lua called with a colon: `sql:create_engine(…)`.
   * @paramsSince 13.0 ondisconnect
   * @param _ the library itself, or nil: not used
   * @param params which database; `driver` and `database` at least
   * @param onconnect called after each connection is made; if it returns `false` and a reason, `connect()` fails
   * @param ondisconnect called when the connection was lost, before the next attempt
   */
  export function create_engine(
    this: void,
    _: unknown,
    params: ConnectionParams,
    onconnect?: (this: void, engine: Engine) => void,
    ondisconnect?: (this: void, engine: Engine) => void,
  ): Engine;
  /**
   * A database as text, for people.
   * @param params with the password: that comes out in clear
   */
  export function db2uri(this: void, params: ConnectionParams): string;
  /**
   * A table's definition, with columns and indexes.
   * @param definition its `name`, then columns and indexes as items
   */
  export function Table(this: void, definition: object): object;
  /**
   * A column's definition.
   * @param definition `name` and `type`; perhaps `nullable`, `primary_key`, `auto_increment`
   */
  export function Column(this: void, definition: object): object;
  /**
   * An index's definition.
   * @param definition its `name`, then names of columns as items; perhaps `unique`
   */
  export function Index(this: void, definition: object): object;
  /**
   * Whether a value is a table's definition.
   * @param x any value, such as what `Table()` returned
   */
  export function is_table(this: void, x: unknown): boolean;
  /**
   * Whether a value is a column's definition.
   * @param x any value, such as what `Column()` returned
   */
  export function is_column(this: void, x: unknown): boolean;
  /**
   * Whether a value is an index's definition.
   * @param x any value, such as what `Index()` returned
   */
  export function is_index(this: void, x: unknown): boolean;
  /**
   * Whether a value is a query: never.
   * @param x any value
   */
  export function is_query(this: void, x: unknown): boolean;
  /**
   * The type of a column.
   * @removed 13.0
   */
  export const Integer: ((this: void) => object) | undefined;
  /**
   * The type of a column.
   * @removed 13.0
   */
  export const String: ((this: void) => object) | undefined;
}
