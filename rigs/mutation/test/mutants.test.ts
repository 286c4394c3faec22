// What is changed in a file, and that specs notice it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findMutants } from "../mutants.ts";

function changes(code: string): string[] {
  return findMutants(code).map(({ line, before, after }) => `${line}: ${before} => ${after}`);
}

describe("A file of Lua is changed", () => {
  test("in its operators, also where they stand in several lines", () => {
    assert.deepEqual(changes("return a == b\n\tand c < d"), ["1: == => ~=", "2: and => or", "2: < => <="]);
  });

  test("in what it negates, in true, false and numbers, and not in text", () => {
    assert.deepEqual(changes('return not a, true, 5, "not 5 == true"'), [
      "1: not  => ",
      "1: true => false",
      "1: 5 => 6",
    ]);
  });

  test("in what it does: calls and assignments are deleted, declarations stay", () => {
    assert.deepEqual(changes("local a;\na = b;\nf();"), ["2: a = b => ", "3: f() => "]);
  });

  test("in one place at a time, and the rest stays as it is", () => {
    assert.deepEqual(
      findMutants("return a == 1").map(({ code }) => code),
      ["return a ~= 1", "return a == 2"],
    );
  });
});
