export { default as ts } from "typescript";
export * as tstl from "typescript-to-lua";
