/**
 * The globals that specs find when busted runs them inside of a server: busted's functions, and the assertions of luassert. `module` is the
 * API of a module of its own: `module.context(host)` is that of a host. For busted 2.0 to 2.2.
 * @noSelfInFile
 */

type SpecBody = (this: void) => void;

/** Groups specs. */
declare function describe(name: string, body: SpecBody): void;
/** A spec. */
declare function it(name: string, body: SpecBody): void;
/** A spec that is not run. */
declare function pending(name: string, body?: SpecBody): void;

/** Runs once before the specs of this group. */
declare function setup(body: SpecBody): void;
/** Runs once after the specs of this group. */
declare function teardown(body: SpecBody): void;
/** Runs before each spec of this group, and of those in it. */
declare function before_each(body: SpecBody): void;
/** Runs after each spec of this group, and of those in it. */
declare function after_each(body: SpecBody): void;
/** Groups specs, and puts back globals and loaded libraries at their end. Files are groups of this kind. */
declare function insulate(name: string, body: SpecBody): void;
/** Groups specs, and leaves their changes of globals to those that follow. */
declare function expose(name: string, body: SpecBody): void;

/** A value that is compared by a function: `match.is_string()`. */
interface SpecMatcher {
  readonly __match: true;
}

declare namespace assert {
  /** The same value: of tables the same table. */
  function equal<Value>(expected: Value, actual: Value, message?: string): void;
  function not_equal(unexpected: unknown, actual: unknown, message?: string): void;
  /** Values alike: of tables their fields, however deep. */
  function same(expected: unknown, actual: unknown, message?: string): void;
  function not_same(unexpected: unknown, actual: unknown, message?: string): void;
  /** No further away than the tolerance. */
  function near(expected: number, actual: number, tolerance: number, message?: string): void;
  /** Text with a pattern of Lua's in it. */
  function matches(pattern: string, actual: string, message?: string): void;
  function not_matches(pattern: string, actual: string, message?: string): void;

  function is_true(value: unknown, message?: string): asserts value is true;
  function is_false(value: unknown, message?: string): asserts value is false;
  function is_nil(value: unknown, message?: string): asserts value is undefined;
  function is_not_nil<Value>(value: Value, message?: string): asserts value is NonNullable<Value>;
  /** Neither nil nor false. */
  function truthy(value: unknown, message?: string): asserts value;
  /** Nil or false. */
  function falsy(value: unknown, message?: string): void;
  function is_string(value: unknown, message?: string): asserts value is string;
  function is_number(value: unknown, message?: string): asserts value is number;
  function is_boolean(value: unknown, message?: string): asserts value is boolean;
  function is_table(value: unknown, message?: string): asserts value is object;
  function is_function(value: unknown, message?: string): void;

  /** A function that raises an error, or that one; text may have where it was raised in front. */
  function has_error(body: SpecBody, expected?: unknown, message?: string): void;
  function has_no_error(body: SpecBody, message?: string): void;
  /** A function that raises an error whose text has a pattern of Lua's in it. */
  function error_matches(body: SpecBody, pattern: string, message?: string): void;

  /** Begins an assertion about the calls of a spy or a stub: `assert.spy(notify).was_called(1)`. */
  function spy(spy: SpecSpy): SpecCalls;
  function stub(stub: SpecSpy): SpecCalls;
}

/** A function that keeps what it was called with. */
interface SpecSpy {
  (this: void, ...args: unknown[]): unknown;
  /** Takes it out of the table that it was put into. */
  revert(): void;
  /** Forgets all calls. */
  clear(): SpecSpy;
}

/** Assertions about calls. */
interface SpecCalls {
  /** So many times; without a number at least once. */
  was_called: (this: void, times?: number) => void;
  was_not_called: (this: void) => void;
  /** At least once, with these arguments. */
  was_called_with: (this: void, ...args: unknown[]) => void;
  was_not_called_with: (this: void, ...args: unknown[]) => void;
}

declare const spy: {
  /** A spy that calls a function. */
  new: (this: void, body: (this: void, ...args: never[]) => unknown) => SpecSpy;
  /** Puts a spy into a table; it calls the function that was there. */
  on: <Table extends object>(this: void, table: Table, name: keyof Table) => SpecSpy;
};

/** Puts a spy into a table; it calls nothing, and returns the values given. */
declare function stub<Table extends object>(table: Table, name: keyof Table, ...results: unknown[]): SpecSpy;

/** Values for `was_called_with`. */
declare namespace match {
  /** Anything. */
  const _: SpecMatcher;
  function is_string(): SpecMatcher;
  function is_number(): SpecMatcher;
  function is_table(): SpecMatcher;
  function is_function(): SpecMatcher;
  /** Tables with the same fields. */
  function is_same(expected: unknown): SpecMatcher;
  function matches(pattern: string): SpecMatcher;
}
