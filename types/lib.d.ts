/**
 * The types TypeScript itself cannot do without (`noLib`), and nothing else: what does not exist in Lua does not
 * exist here. Strings, numbers and tables are handled with Lua's own `string`, `math` and `table`.
 *
 * @noSelfInFile
 */

interface Array<T> extends Iterable<T> {
  /** Number of elements, `#array` in Lua. */
  readonly length: number;
  [index: number]: T;
}

interface ReadonlyArray<T> extends Iterable<T> {
  /** Number of elements, `#array` in Lua. */
  readonly length: number;
  readonly [index: number]: T;
}

interface String {
  /** Number of bytes, `#string` in Lua. */
  readonly length: number;
}

interface SymbolConstructor {
  readonly iterator: unique symbol;
}
declare var Symbol: SymbolConstructor;

interface IteratorYieldResult<T> {
  done?: false;
  value: T;
}
interface IteratorReturnResult<T> {
  done: true;
  value: T;
}
type IteratorResult<T, TReturn = any> = IteratorYieldResult<T> | IteratorReturnResult<TReturn>;
interface Iterator<T, TReturn = any, TNext = any> {
  next(...args: [] | [TNext]): IteratorResult<T, TReturn>;
}
interface Iterable<T, TReturn = any, TNext = any> {
  [Symbol.iterator](): Iterator<T, TReturn, TNext>;
}
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> {
  [Symbol.iterator](): IterableIterator<T, TReturn, TNext>;
}

interface Boolean {}
interface Number {}
interface Object {}
interface Function {}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments {}
interface RegExp {}
/** For messages about functions that return what they should not; see `util.promise`. */
interface Promise<T> {}
interface TemplateStringsArray extends ReadonlyArray<string> {}

type Record<K extends keyof any, T> = { [P in K]: T };
type Partial<T> = { [P in keyof T]?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
interface ThisType<T> {}
type NoInfer<T> = intrinsic;
type Lowercase<S extends string> = intrinsic;
