// The examples where the library that they need is not installed, and what type checkers say of them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT } from "../../tools/kit/project.ts";

const FOLDER = join(ROOT, "examples");
/** Files that others import: they are no programs. */
const LIBRARIES = ["session.js", "session.py", "people.py"];
const MYPY = "/usr/bin/mypy";

function filesOf(ending: string): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith(ending));
}

describe("Examples without their library", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "examples-"));
    cpSync(FOLDER, folder, { recursive: true });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const programs = [...filesOf(".js"), ...filesOf(".py")].filter((name) => !LIBRARIES.includes(name));
  for (const program of programs) {
    test(`${program} says in a line what to install`, () => {
      const isPython = program.endsWith(".py");
      // -S leaves out what is not Python's own
      const command = isPython ? ["/usr/bin/python3", "-S"] : [process.execPath];
      const [interpreter = "", ...options] = command;
      const { status, stdout, stderr } = spawnSync(interpreter, [...options, program], {
        cwd: folder,
        encoding: "utf8",
      });
      const advice = isPython
        ? /^\S+ has no slixmpp: apt install python3-slixmpp, and run this with \/usr\/bin\/python3\n$/
        : /^@xmpp\/client is not installed: npm install @xmpp\/client\n$/;
      assert.match(stderr, advice);
      assert.deepEqual({ status, stdout }, { status: 1, stdout: "" });
    });
  }
});

describe("The types of the examples", () => {
  test("are right in JavaScript", () => {
    const { stdout } = spawnSync(
      process.execPath,
      [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", FOLDER],
      {
        encoding: "utf8",
      },
    );
    assert.equal(stdout, "");
  });

  const skip = !existsSync(MYPY) && "mypy is not installed";
  test("are right in Python", { skip }, () => {
    // slixmpp exports by import, which strict alone does not take.
    const options = ["--strict", "--implicit-reexport", "--python-executable=/usr/bin/python3"];
    const { stdout } = spawnSync(MYPY, [...options, "--cache-dir=/dev/null", ...filesOf(".py")], {
      cwd: FOLDER,
      encoding: "utf8",
    });
    assert.match(stdout, /^Success: no issues found in \d+ source files\n$/);
  });
});
