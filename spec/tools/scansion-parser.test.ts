import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseScript, ScriptError } from "../../tools/scansion/src/index.ts";

const CAST = "# Title\n\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n\n-----\n";
const FIRST_ACTION_LINE = 8;

/** A script of one character with the given actions. */
function withActions(...lines: string[]): string {
  return CAST + lines.join("\n");
}

/** What is wrong with a script, as `LINE: message`. */
function problemsOf(text: string): string[] {
  try {
    parseScript(text, "play.scs");
  } catch (error) {
    assert.ok(error instanceof ScriptError);
    return error.problems.map(({ line, message }) => `${line}: ${message}`);
  }
  return [];
}

describe("A script's header", () => {
  test("is a title, a description and tags", () => {
    const script = parseScript(
      "# Title\n# One line\n# and another\n## slow\n## requires :  presencebroadcast\n\n" +
        withActions("Romeo connects"),
    );
    assert.equal(script.title, "Title");
    assert.deepEqual(script.tags, ["slow", "requires: presencebroadcast"]);
    assert.match(script.description, /^One line\nand another/);
  });

  test("may lack a title: then the file's name is one", () => {
    assert.equal(parseScript(withActions("Romeo connects").slice(8), "a/play.scs").title, "play.scs");
  });
});

describe("A script's cast", () => {
  test("gives all properties of a character", () => {
    const { characters } = parseScript(
      "# T\n[Client] Juliet's phone\n  jid: juliet@localhost\n  password: p: q\n  connect_host: ::1\n" +
        "  connect_port: 5223\n  resource: phone\n---\nJuliet's phone connects",
    );
    assert.deepEqual(characters, [
      {
        name: "Juliet's phone",
        jid: "juliet@localhost",
        password: "p: q",
        resource: "phone",
        host: "::1",
        port: 5223,
      },
    ]);
  });

  test("may give the resource in the jid", () => {
    const [romeo] = parseScript("# T\n[Client] R\n\tjid: r@localhost/a/b\n---\nR connects").characters;
    assert.equal(romeo?.jid, "r@localhost");
    assert.equal(romeo.resource, "a/b");
  });

  const faults: [rule: string, cast: string, problem: RegExp][] = [
    ["has a jid for everyone", "[Client] R\n\tpassword: x\n---", /^2: R has no jid/],
    ["names nobody twice", "[Client] R\n\tjid: r@x\n[Client] R\n\tjid: r@x\n---", /^4: .*named R already/],
    ["knows its properties", "[Client] R\n\tjid: r@x\n\tshoe: 3\n---", /^4: unknown property shoe/],
    [
      "gives a property once",
      "[Client] R\n\tjid: r@x\n\tjid: r@x\n---",
      /^4: the property jid is there twice/,
    ],
    [
      "has a port that is one",
      "[Client] R\n\tjid: r@x\n\tconnect_port: 70000\n---",
      /^4: 70000 is not a port/,
    ],
    ["has clients only", "[Component] R\n\tjid: r@x\n---", /^2: unknown kind of character \[Component\]/],
    [
      "has property lines of property and value",
      "[Client] R\n\tjid: r@x\n\toops\n---",
      /^4: expected a property/,
    ],
    ["indents its properties", "[Client] R\n\tjid: r@x\npassword: x\n---", /^4: expected \[Client\]/],
    ["ends in a line of dashes", "[Client] R\n\tjid: r@x", /^4: a line of three or more dashes is missing/],
  ];
  for (const [rule, cast, problem] of faults) {
    test(rule, () => {
      const problems = problemsOf(`# T\n${cast}\nR connects`);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", problem);
    });
  }
});

describe("A script's actions", () => {
  test("are read with their lines, with and without colons", () => {
    const { actions } = parseScript(
      withActions(
        "Romeo connects",
        "Romeo sends",
        "\t<presence/>",
        "Romeo receives:",
        "    <presence/>",
        "Romeo receives: nothing",
        "Romeo receives nothing",
        "Romeo disconnects:",
      ),
    );
    assert.deepEqual(
      actions.map(({ line, kind }) => [line - FIRST_ACTION_LINE, kind]),
      [
        [0, "connects"],
        [1, "sends"],
        [3, "receives"],
        [5, "receives nothing"],
        [6, "receives nothing"],
        [7, "disconnects"],
      ],
    );
  });

  test("may have comments of all kinds between them and their stanza, and after it", () => {
    const { actions } = parseScript(
      withActions("Romeo sends:", "# one", "\t// two", "-- three", "\t<presence/>", "\t# four", "# five"),
    );
    assert.deepEqual(
      actions.map((action) => "stanza" in action && action.stanza.toString()),
      ["<presence/>"],
    );
  });

  test("keep a stanza's text even where it looks like a comment", () => {
    const [action] = parseScript(
      withActions("Romeo sends:", "\t<message><body>", "\t# not one", "\t</body></message>"),
    ).actions;
    assert.ok(action?.kind === "sends");
    assert.equal(action.stanza.getChildText("body")?.trim(), "# not one");
  });

  test("are those of the character with the longest name that fits", () => {
    const { actions } = parseScript(
      "# T\n[Client] Juliet\n\tjid: j@x\n[Client] Juliet sends\n\tjid: j@x\n---\n" +
        "Juliet sends connects\nJuliet sends:\n\t<presence/>",
    );
    assert.deepEqual(
      actions.map(({ character, kind }) => [character, kind]),
      [
        ["Juliet sends", "connects"],
        ["Juliet", "sends"],
      ],
    );
  });

  test("may use scansion's undeclared prefix, and JIDs in quotes of both kinds", () => {
    const [action] = parseScript(
      withActions(
        "Romeo receives:",
        `\t<presence from='\${Romeo's JID}' to="\${Romeo's full JID}" scansion:strict='false'/>`,
      ),
    ).actions;
    assert.ok(action?.kind === "receives");
    assert.deepEqual(action.stanza.attrs, {
      from: "${Romeo's JID}",
      to: "${Romeo's full JID}",
      "scansion:strict": "false",
    });
  });

  test("are read from lines that end in CRLF, and from a last line that does not end", () => {
    const text = withActions("Romeo sends:", "\t<presence>", "\t</presence>");
    const sent = (source: string) =>
      parseScript(source).actions.map((action) => "stanza" in action && action.stanza.toString());
    assert.deepEqual(sent(text.replaceAll("\n", "\r\n")), sent(text));
  });

  const faults: [rule: string, actions: string[], problem: string][] = [
    ["are there", [], "7: the script has no actions"],
    ["are by someone in the cast", ["Tybalt connects"], "8: unknown character Tybalt"],
    ["are known ones", ["Romeo sings"], "8: unknown action of Romeo: sings"],
    ["are more than a word", ["Exeunt"], "8: unknown action: Exeunt"],
    ["have a stanza to send", ["Romeo sends:", "# none"], "8: sends without an indented stanza below it"],
    ["have a stanza to receive", ["Romeo receives:"], "8: receives without an indented stanza below it"],
    ["have nothing on their own line", ["Romeo connects twice"], '8: cannot read "twice" after connects'],
    ["take a stanza only where they need one", ["Romeo connects", "\t<a/>"], "9: no action holds this: <a/>"],
    ["take one stanza", ["Romeo sends:", "\t<a/>", "\t<b/>"], "10: more than one stanza in one action"],
    ["take a stanza only", ["Romeo sends:", "\t<a/>", "\tb"], "10: text outside of the stanza: b"],
    [
      "close what they open",
      ["Romeo sends:", "\t<a>", "\t<b>", "\t</b>"],
      "9: malformed XML: <a> is not closed",
    ],
    ["nest elements", ["Romeo sends:", "\t<a>", "\t<b></a>"], "10: malformed XML: b must be closed."],
    ["quote values", ["Romeo sends:", "\t<a>", "\t<b c=d/>", "\t</a>"], "10: malformed XML at <b c=d/>"],
    ["finish tags", ["Romeo sends:", "\t<a>", "\t<b", "\t</a>"], "10: malformed XML at <b"],
    [
      "use XML's entities",
      ["Romeo sends:", "\t<a>", "\t&b;</a>"],
      "10: malformed XML: Illegal XML entity &b;",
    ],
    [
      "name JIDs of the cast",
      ["Romeo sends:", "\t<a", '\tto="${Tybalt\'s JID}"/>'],
      "10: unknown value ${Tybalt's JID}: no such character, or neither JID nor full JID",
    ],
    [
      "use scansion's values as they are",
      ["Romeo receives:", "\t<a b='{scansion:some}'/>"],
      "9: unknown value {scansion:some}: expected {scansion:any} or {scansion:capture:name}",
    ],
    [
      "let {scansion:any} stand for a whole value",
      ["Romeo receives:", "\t<a b='id-{scansion:any}'/>"],
      "9: {scansion:any} in id-{scansion:any}: it stands for a whole value, not for a part of one",
    ],
    [
      "set scansion:strict to true or false",
      ["Romeo receives:", "\t<a scansion:strict='1'/>"],
      "9: unknown attribute scansion:strict='1': expected scansion:strict='true' or 'false'",
    ],
  ];
  for (const [rule, actions, problem] of faults) {
    test(rule, () => {
      assert.deepEqual(problemsOf(withActions(...actions)), [problem]);
    });
  }
});

test("All that is wrong with a script is named at once, in order, by file and line", () => {
  const text = "# T\n[Client] R\n---\nR sings\nX connects";
  assert.throws(() => parseScript(text, "play.scs"), {
    message:
      "play.scs:2: R has no jid\nplay.scs:4: unknown action of R: sings\nplay.scs:5: unknown character X",
  });
});
