import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseScript, type Problem, ScriptError } from "scansion-runner";
import { assertLinear } from "./linear-time.ts";

const CAST = "# Title\n\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n\n-----\n";
const FIRST_ACTION_LINE = 8;
/** A character who lacks nothing. */
const R = "[Client] R\n\tjid: r@x\n\tpassword: p\n";

/** A script of one character with the given actions. */
function withActions(...lines: string[]): string {
  return CAST + lines.join("\n");
}

/** Problems of a script, as `LINE: message`. */
function problemsOf(text: string): string[] {
  try {
    parseScript(text, "play.scs");
  } catch (error) {
    assert.ok(error instanceof ScriptError);
    return error.problems.map(({ line, message }) => `${line}: ${message}`);
  }
  return [];
}

/** Warnings about a script, as `LINE: message`. */
function warningsOf(text: string): string[] {
  return parseScript(text, "play.scs").warnings.map(({ line, message }: Problem) => `${line}: ${message}`);
}

describe("A script's header", () => {
  test("is a title, a description and tags", () => {
    const script = parseScript(
      "\uFEFF# Title\n# One line\n# and another\n## slow\n## requires :  presencebroadcast\n\n// Of every kind\n" +
        withActions("\t", "Romeo connects"),
    );
    assert.equal(script.title, "Title");
    assert.deepEqual(script.tags, ["slow", "requires: presencebroadcast"]);
    assert.match(script.description, /^One line\nand another/);
  });

  test("says how its stanzas are to be matched", () => {
    assert.equal(parseScript(`\n\n# T\n## Match : EXACT\n${withActions("Romeo connects")}`).match, "exact");
    assert.equal(parseScript(withActions("Romeo connects")).match, undefined);
    assert.deepEqual(problemsOf(`# T\n## match: loose\n${withActions("Romeo connects").slice(8)}`), [
      "2: loose is no way to match; there are documented, lenient, exact",
    ]);
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
        kind: "client",
        jid: "juliet@localhost",
        password: "p: q",
        resource: "phone",
        connection: { host: "::1", port: 5223 },
      },
    ]);
  });

  test("may give the resource in the jid", () => {
    const [romeo] = parseScript(
      "# T\n[Client] R\n\tjid: r@localhost/a/b\n\tpassword: p\n---\nR connects",
    ).characters;
    assert.equal(romeo?.jid, "r@localhost");
    assert.equal(romeo.resource, "a/b");
  });

  test("may have a JID with escapes in it", () => {
    const [romeo] = parseScript(
      "# T\n[Client] R\n\tjid: r\\20o@[::1]/a b\n\tpassword: p\n---\nR connects",
    ).characters;
    assert.equal(romeo?.jid, "r\\20o@[::1]");
  });

  test("may have a character twice, alike, and a property twice, alike", () => {
    const block = "[Client] R\n\tpassword: p\n\tjid: r@x\n";
    const again = "[client]  R \n\n\tJID: r@x\n# a comment\n\tpassword: p\n\tpassword: p\n";
    const { characters, warnings } = parseScript(`# T\n${block}${again}${block}---\nR connects`);
    assert.deepEqual(
      characters.map(({ name, jid }) => [name, jid]),
      [["R", "r@x"]],
    );
    assert.deepEqual(warnings, []);
  });

  test("may say yes and no in the words that people use", () => {
    const isInsecure = (word: string) =>
      parseScript(`# T\n[Client] R\n\tjid: r@x\n\tpassword: p\n\tconnect_insecure: ${word}\n---\nR connects`)
        .characters[0]?.connection.insecure;
    assert.deepEqual(["true", "Yes", "ON", "1"].map(isInsecure), [true, true, true, true]);
    assert.deepEqual(["false", "No", "OFF", "0"].map(isInsecure), [false, false, false, false]);
  });

  test("ends in a line of dashes", () => {
    const problem = "a line of three or more dashes is missing between the cast and the actions";
    assert.deepEqual(problemsOf(`# T\n${R}R connects`), [`5: ${problem}`]);
  });

  const warnings: [cast: string, warning: string][] = [
    [R + "\tcustom_host: h", "5: the unknown property custom_host does nothing; did you mean connect_host?"],
    [
      "[Client] R\n\tjid: r@x/one\n\tresource: two\n\tpassword: p",
      "2: the resource in the jid of R does nothing: the property resource says another",
    ],
    [
      R + "\tconnect_url: ws://x\n\tconnect_port: 1",
      "2: the property connect_port of R does nothing: connect_url says where to",
    ],
    [
      "[Component] R\n\tjid: r.x\n\tpassword: p\n\tresource: a",
      "2: the property resource of R does nothing: a component has none, it connects by TCP",
    ],
    [
      "[Component] R\n\tjid: r.x\n\tpassword: p\n\tconnect_tls: starttls",
      "2: the property connect_tls of R does nothing: components know no STARTTLS",
    ],
    [
      "[Client] R\n\tjid: r@x\n## match: exact\n\tpassword: p",
      "4: a tag stands above the cast; here match: exact does nothing",
    ],
  ];
  test("is warned of a way to match that has one sign", () => {
    const text =
      "# match: exact\n# match: nothing of the kind\n[Client] R\n\tjid: r@x\n\tpassword: p\n---\nR connects";
    assert.deepEqual(warningsOf(text), ["1: a tag begins with two signs; # match: exact does nothing"]);
  });

  for (const [cast, warning] of warnings) {
    test(`is warned of: ${warning}`, () => {
      assert.deepEqual(warningsOf(`# T\n${cast}\n---\nR connects`), [warning]);
    });
  }

  const faults: [cast: string, problem: RegExp][] = [
    ["[Client] R\n\tpassword: x", /^2: R has no jid/],
    ["[Client] R\n\tjid: r@x", /^2: R has no password$/],
    ["[Client] R\n\tjid: not a jid@@\n\tpassword: p", /^3: not a jid@@ is not a JID$/],
    ["[Client] R\n\tjid: localhost/a@b\n\tpassword: p", /^2: R has a password, but its jid names no user$/],
    ["[Component] R\n\tjid: r.x", /^2: R has no password$/],
    ["[Component] R\n\tjid: r@x\n\tpassword: p", /^2: r@x is not a component's domain$/],
    [R + "\tconnect_tls: maybe", /^5: maybe is none of none, starttls, direct$/],
    [R + "\tconnect_url: ftp://x", /^5: ftp:\/\/x is no address of ws:/],
    [
      R + "[Client] R\n\tjid: r@x\n\tresource: a\n\tpassword: q",
      /^5: the cast has a character named R already, with another password and resource$/,
    ],
    [
      "[Client] R\n\tjid: x\n[Component] R\n\tjid: x\n\tpassword: p",
      /^4: the cast has a character named R already, with another kind and password$/,
    ],
    [
      "[Client] R\n\tjid: r@x\n\tjid: s@x\n\tpassword: p",
      /^4: the property jid is there twice, with two values$/,
    ],
    [
      R + "\tconnect_insecure: maybe",
      /^5: maybe says neither yes nor no; expected one of true, yes, on, 1, false, no, off, 0$/,
    ],
    [R + "\tconnect_port: 70000", /^5: 70000 is not a port/],
    ["[Server] R\n\tjid: r@x\n\tpassword: p", /^2: unknown kind of character \[Server\]/],
    [R + "\toops", /^5: expected a property/],
    [R + "connect_port: 1", /^5: expected \[Client\]/],
  ];
  for (const [cast, problem] of faults) {
    test(`is refused: ${problem.source}`, () => {
      const problems = problemsOf(`# T\n${cast}\n---\nR connects`);
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

  test("may have comments of all kinds between them and their stanza, and after it, with values too", () => {
    const { actions } = parseScript(
      withActions(
        "Romeo sends:",
        "# one",
        "\t// two",
        "-- three",
        "\t<presence/>",
        "\t# four",
        "# five {scansion:any}",
        "  ",
      ),
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
      "# T\n[Client] Juliet\n\tjid: j@x\n\tpassword: p\n[Client] Juliet sends\n\tjid: j@x\n\tpassword: p\n---\n" +
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

  test("may use the prefixes xml: and scansion: without a declaration, and JIDs in quotes of both kinds", () => {
    const [action] = parseScript(
      withActions(
        "Romeo receives:",
        `\t<presence from='\${Romeo's JID}' to="\${Romeo's full JID}" scansion:strict='false' xml:lang='en'/>`,
      ),
    ).actions;
    assert.ok(action?.kind === "receives");
    assert.deepEqual(action.stanza.attrs, {
      from: "${Romeo's JID}",
      to: "${Romeo's full JID}",
      "scansion:strict": "false",
      "xml:lang": "en",
    });
  });

  test("are read from lines that end in CRLF, and from a last line that does not end", () => {
    const text = withActions("Romeo sends:", "\t<presence>", "\t</presence>");
    const sent = (source: string) =>
      parseScript(source).actions.map((action) => "stanza" in action && action.stanza.toString());
    assert.deepEqual(sent(text.replaceAll("\n", "\r\n")), sent(text));
    assert.deepEqual(sent(text.replaceAll("\n", "\r")), sent(text));
  });

  test("may have more than one stanza: as many actions, each with its line", () => {
    const { actions } = parseScript(
      withActions(
        "Romeo sends:",
        "\t<a/>",
        "\t<b>",
        "\t</b> <c/>",
        "\t# a comment",
        "",
        "\t<d/>",
        "Romeo disconnects",
      ),
    );
    assert.deepEqual(
      actions.map((action) => [action.line, "stanza" in action ? action.stanza.name : action.kind]),
      [
        [8, "a"],
        [10, "b"],
        [11, "c"],
        [14, "d"],
        [15, "disconnects"],
      ],
    );
  });

  test("may be in upper case, as the kinds and properties of characters may", () => {
    const { actions, characters } = parseScript(
      "# T\n[CLIENT] R\n\tJID: r@x\n\tPassword: P\n[component] C\n\tjid: c.x\n\tpassword: s\n---\n" +
        "R CONNECTS\nR Receives: NOTHING",
    );
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["connects", "receives nothing"],
    );
    assert.deepEqual(
      characters.map(({ kind, password }) => [kind, password]),
      [
        ["client", "P"],
        ["component", "s"],
      ],
    );
  });

  test("may have comments among the elements of a stanza, and XML's own", () => {
    const [action] = parseScript(
      withActions(
        "Romeo sends:",
        "\t<a>",
        "# one",
        "\t# two",
        "\t<!-- three -->",
        "\t<b/>",
        "\t// four",
        "\t</a>",
      ),
    ).actions;
    assert.ok(action?.kind === "sends");
    assert.match(action.stanza.toString(), /^<a>\s*<b\/>\s*<\/a>$/);
  });

  test("may have anything in XML's own comments", () => {
    const [action] = parseScript(
      withActions(
        "Romeo receives:",
        "\t<a>",
        "\t<!-- ${Nobody's JID}",
        "\t{scansion:x} & -- <b> -->",
        "\t</a>",
      ),
    ).actions;
    assert.ok(action?.kind === "receives");
    assert.deepEqual(action.stanza.getChildElements(), []);
  });

  test("may have CDATA, entities and names with characters of XML's own", () => {
    const { actions } = parseScript(
      '# T\n[Client] "R&J\'s" <x>\n\tjid: r@x\n\tpassword: p\n---\n"R&J\'s" <x> sends:\n' +
        "\t<a b='${\"R&J's\" <x>'s JID}'>&#65;&amp;<![CDATA[<&>]]></a>",
    );
    const [action] = actions;
    assert.ok(action?.kind === "sends");
    assert.equal(action.stanza.attrs.b, "${\"R&J's\" <x>'s JID}");
    assert.equal(action.stanza.text(), "A&<&>");
  });

  const faults: [actions: string[], problem: string][] = [
    [[], "7: the script has no actions"],
    [["Romeq connects"], "8: unknown character Romeq; did you mean Romeo?"],
    [
      ["R\u043emeo connects"],
      "8: unknown character R\u043emeo; did you mean Romeo (U+006F instead of U+043E)?",
    ],
    [["Tybalt connects"], "8: unknown character Tybalt"],
    [["Romeo sings"], "8: unknown action of Romeo: sings; did you mean sends?"],
    [["Exeunt"], "8: unknown action: Exeunt"],
    [["Romeo sends:", "# none"], "8: sends without an indented stanza below it"],
    [["Romeo receives:"], "8: receives without an indented stanza below it"],
    [["Romeo connects twice"], '8: cannot read "twice" after connects'],
    [["Romeo connects", "\t<a/>"], "9: no action holds this: <a/>"],
    [["Romeo sends: <a/>"], "8: a stanza stands indented on lines of its own below sends"],
    [["Romeo sends:", "\t<a/>", "\tb"], "10: text outside of the stanza: b"],
    [["Romeo sends:", "\t<a>", "\t<b>", "\t</b>"], "9: malformed XML: <a> is not closed"],
    [["Romeo sends:", "\t<a>", "\t<b></a>"], "10: malformed XML: unexpected close tag, in: <b></a>"],
    [
      ["Romeo sends:", "\t<a>", "\t<b c=d/>", "\t</a>"],
      "10: malformed XML: unquoted attribute value, in: <b c=d/>",
    ],
    [["Romeo sends:", "<a>", "\t<b/>", "</a>"], "8: the stanza below sends is not indented"],
    [
      ["Romeo sends:", "\t<a>", "\t<b", "\t</a>"],
      "11: malformed XML: disallowed character in attribute name, in: </a>",
    ],
    [["Romeo sends:", "\t<a>", "\t&b;</a>"], "10: malformed XML: undefined entity, in: &b;</a>"],
    [
      ["Romeo sends:", "\t<a xmlns:p='urn:p'>", "\t<p:b/><q:c xmlns:p='urn:q'/></a>"],
      "10: malformed XML: unbound namespace prefix: \"q\", in: <p:b/><q:c xmlns:p='urn:q'/></a>",
    ],
    [
      ["Romeo receives:", "\t<a><b xmlns:q='urn:q'/>", "\t<c q:d='1'/></a>"],
      "10: malformed XML: unbound namespace prefix: \"q\", in: <c q:d='1'/></a>",
    ],
    [
      [
        "Romeo sends:",
        "\t<a>",
        "\t{scansion:capture:b}</a>",
        "Romeo receives:",
        "\t<a b='{scansion:capture:b}'/>",
      ],
      "10: nothing has been captured as b before",
    ],
    [
      ["Romeo receives:", "\t<a b='{scansion:capture:b}' c='{scansion:capture:c}d'/>"],
      "9: nothing has been captured as c before",
    ],
  ];
  for (const [actions, problem] of faults) {
    test(`are refused: ${problem}`, () => {
      assert.deepEqual(problemsOf(withActions(...actions)), [problem]);
    });
  }
});

describe("A script is read in linear time", () => {
  const shapes: [shape: string, size: number, build: (size: number) => string, verb?: string][] = [
    ["deep", 5000, (size) => "<a>".repeat(size) + "</a>".repeat(size)],
    ["long", 5000, (size) => `<a>${"<b c='{scansion:any}'/>".repeat(size)}</a>`],
    ["full of comments that do not end", 10_000, (size) => "<!-- ".repeat(size)],
    ["full of values that do not end", 10_000, (size) => `<a>${"{scansion:capture:".repeat(size)}</a>`],
    [
      "full of unknown values",
      1500,
      (size) => `<a>${Array.from({ length: size }, (_, index) => `\${n${index}}`).join("\n\t")}</a>`,
      "sends",
    ],
    [
      "full of attributes for the runner",
      1500,
      (size) => `<a>${"<b\n\tscansion:strict='x'/>".repeat(size)}</a>`,
      "sends",
    ],
    ["one of many with such attributes", 1500, (size) => "<b\n\tscansion:strict='x'/>".repeat(size), "sends"],
  ];
  for (const [shape, size, build, verb = "receives"] of shapes)
    test(`where a stanza is ${shape}`, () =>
      assertLinear((times) => problemsOf(withActions(`Romeo ${verb}:`, `\t${build(times)}`)), size));
});

test("All that is wrong with a script is named at once, in order, by file and line", () => {
  const text = "# T\n[Client] R\n---\nR sings\nX connects";
  assert.throws(() => parseScript(text, "play.scs"), {
    message:
      "play.scs:2: R has no jid\nplay.scs:2: R has no password\nplay.scs:4: unknown action of R: sings; did you mean sends?\nplay.scs:5: unknown character X",
  });
});
