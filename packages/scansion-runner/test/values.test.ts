// What stanzas of a script say in scansion's own terms: values that stand for others, and attributes for the runner.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseScript, type Script, ScriptError } from "scansion-runner";
import { serialise } from "../src/xml.ts";

const CAST =
  "# Title\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n" +
  "[Client] Juliet's phone\n\tjid: juliet@localhost\n\tpassword: secret\n---\n";
/** The first line below the cast. */
const START = 9;

function read(...lines: string[]): Script {
  return parseScript(CAST + lines.join("\n"), "play.scs");
}

/** Problems of a script, as `LINE: message`, where the actions begin in line 0. */
function problemsOf(...lines: string[]): string[] {
  try {
    read(...lines);
  } catch (error) {
    assert.ok(error instanceof ScriptError);
    return error.problems.map(({ line, message }) => `${line - START}: ${message}`);
  }
  return [];
}

/** The stanzas of a script, each on a line. */
function stanzasOf({ actions }: Script): string[] {
  return actions.flatMap((action) =>
    "stanza" in action ? serialise(action.stanza).replace(/\s*\n\s*/g, "") : [],
  );
}

const BOTH = ["sends", "receives"] as const;
const CAPTURE = ["Romeo receives:", "\t<a b='{scansion:capture:session}'/>"];

describe("A stanza that is sent or received", () => {
  test("may refer to JIDs, and to what was captured before, as a value and in one", () => {
    const stanza =
      "\t<a b='${session}' c='x${session}' d=\"${Juliet's phone's full JID}/${Romeo's JID}\">{scansion:capture:session} ${session}</a>";
    assert.deepEqual(problemsOf(...CAPTURE, "Romeo sends:", stanza, "Romeo receives:", stanza), []);
  });

  test("may have text that stands for nothing else, and write in CDATA what would", () => {
    const stanza = "\t<a b='$ {x} $5'>$5 {x} $ {session} $<![CDATA[{]]>Romeo's JID}</a>";
    for (const verb of BOTH) {
      const script = read(`Romeo ${verb}:`, stanza);
      assert.deepEqual(stanzasOf(script), [`<a b="$ {x} $5">$5 {x} $ {session} \${Romeo's JID}</a>`]);
    }
  });

  const nearest: [words: string, nearest: string][] = [
    ["${Romeos full JID}", "${Romeo's full JID}"],
    ["${romeo's JID}", "${Romeo's JID}"],
    ["${Romeo's jid}", "${Romeo's JID}"],
    ["${ Romeo's JID }", "${Romeo's JID}"],
    ["${Juliet's full JID}", "${Romeo's full JID}"],
    ["${Romeo\u2019s JID}", "${Romeo's JID} (U+0027 instead of U+2019)"],
    ["${R\u043emeo's JID}", "${Romeo's JID} (U+006F instead of U+043E)"],
    ["${sesion}", "${session}"],
    ["${scansion:any}", "{scansion:any}"],
    ["${scansion:capture:session}", "{scansion:capture:session}"],
    ["${HOME}", "${session}"],
    ["${}", "${session}"],
  ];
  for (const [words, right] of nearest) {
    test(`has no ${words}, anywhere`, () => {
      const message = `unknown value ${words}: it is neither somebody's JID nor captured before; did you mean ${right}?`;
      for (const verb of BOTH) {
        assert.deepEqual(problemsOf(...CAPTURE, `Romeo ${verb}:`, "\t<a", `\tb="${words}"/>`), [
          `4: ${message}`,
        ]);
        assert.deepEqual(
          problemsOf(...CAPTURE, `Romeo ${verb}:`, "\t<a>", "\t<b/>", `\tx ${words}`, "\t</a>"),
          [`5: ${message}`],
        );
      }
    });
  }

  test("is told where it refers to what is captured later, or by itself", () => {
    const message =
      "unknown value ${b}: it is neither somebody's JID nor captured before; did you mean ${Romeo's JID}?";
    assert.deepEqual(problemsOf("Romeo receives:", "\t<a b='{scansion:capture:b}' c='${b}'/>"), [
      `1: ${message}`,
    ]);
    assert.deepEqual(
      problemsOf("Romeo sends:", "\t<a b='${b}'/>", "Romeo receives:", "\t<a b='{scansion:capture:b}'/>"),
      [`1: ${message}`],
    );
  });

  const misspelt = [
    "{Scansion:Any}",
    "{ scansion:any }",
    "{scansion}",
    "{scansion:capture:}",
    "{scansion.any}",
  ];
  const malformed: [words: string, message: string][] = [
    ["${Romeo's JID", "${Romeo's JID has no } at its end"],
    ["{scansion:any", "unknown value {scansion:any: expected {scansion:any} or {scansion:capture:name}"],
    ...misspelt.map((words): [string, string] => [
      words,
      `unknown value ${words}: expected {scansion:any} or {scansion:capture:name}`,
    ]),
    ["{Romeo's JID}", "{Romeo's JID} without a $ would stand for itself; did you mean ${Romeo's JID}?"],
  ];
  for (const [words, message] of malformed) {
    test(`has no ${words}`, () => {
      for (const verb of BOTH)
        assert.deepEqual(problemsOf(`Romeo ${verb}:`, `\t<a b="${words}"/>`), [`1: ${message}`]);
    });
  }

  test("has no elements with scansion's prefix", () => {
    for (const verb of BOTH)
      assert.deepEqual(problemsOf(`Romeo ${verb}:`, "\t<a>", "\t<scansion:any/></a>"), [
        "2: <scansion:any>: only attributes have the prefix scansion:",
      ]);
  });

  test("is told of all that is wrong with it, each in its line", () => {
    assert.deepEqual(
      problemsOf(
        "Romeo sends:",
        "\t<a>",
        '\t<b c="${x}"/>',
        "\t</a>",
        "\t<a>",
        '\t<b c="${x}" d="${y"/></a>',
      ),
      [
        "2: unknown value ${x}: it is neither somebody's JID nor captured before; did you mean ${Romeo's JID}?",
        "5: unknown value ${x}: it is neither somebody's JID nor captured before; did you mean ${Romeo's JID}?",
        "5: ${y has no } at its end",
      ],
    );
  });
});

describe("A stanza that is received", () => {
  const faults: [stanza: string, message: string][] = [
    [
      "<a><b xmlns='{scansion:any}'/></a>",
      "{scansion:any} as a namespace: namespaces are compared as they stand",
    ],
    [
      "<a b='id-{scansion:any}'/>",
      "{scansion:any} in id-{scansion:any}: it stands for a whole value, not for a part of one",
    ],
    [
      '<a b="{scansion:capture:Romeo\'s JID}"/>',
      "cannot capture something as Romeo's JID: that is somebody's JID already",
    ],
    ["<a scansion:stict='true'/>", "unknown attribute scansion:stict; did you mean scansion:strict?"],
    [
      "<a scansion:strict='maybe'/>",
      "scansion:strict='maybe' says neither yes nor no; expected one of true, yes, on, 1, false, no, off, 0",
    ],
  ];
  for (const [stanza, message] of faults) {
    test(`is refused: ${message}`, () => {
      assert.deepEqual(problemsOf("Romeo receives:", `\t${stanza}`), [`1: ${message}`]);
    });
  }
});

describe("A stanza that is sent", () => {
  test("goes without what is meant for the runner, which is warned of", () => {
    const script = read(
      "Romeo sends:",
      "\t<a/>",
      "\t<b scansion:strict='false'>",
      "\t\t<c xmlns:scansion='urn:x'",
      "\t\t   scansion:other='x' d='1'/>",
      "\t\t<e scansion:strict='maybe'/></b>",
    );
    assert.deepEqual(stanzasOf(script), ["<a/>", '<b><c d="1"/><e/></b>']);
    const why = 'is not sent: it says how to match what is received; is a line "… receives:" missing above?';
    assert.deepEqual(
      script.warnings.map(({ line, message }) => `${line - START}: ${message}`),
      [
        `2: scansion:strict='false' ${why}`,
        `4: scansion:other='x' ${why}`,
        `5: scansion:strict='maybe' ${why}`,
      ],
    );
  });

  test("keeps {scansion:any} as it stands, in a part of a value too", () => {
    const script = read("Romeo sends:", "\t<a b='x{scansion:any}'>{scansion:any}</a>");
    assert.deepEqual(stanzasOf(script), ['<a b="x{scansion:any}">{scansion:any}</a>']);
    assert.deepEqual(script.warnings, []);
  });
});

describe("What hardly means what it says is warned of", () => {
  const STANDS = "stands for itself; did you mean";
  const cases: [what: string, lines: string[], warnings: string[]][] = [
    [
      "a JID without its braces, in an attribute",
      ["Romeo sends:", "\t<a", '\tb="$Romeo\'s full JID"/>', "Romeo receives:", '\t<a b="(Romeo\'s JID)"/>'],
      [`2: Romeo's full JID ${STANDS} \${Romeo's full JID}?`, `4: Romeo's JID ${STANDS} \${Romeo's JID}?`],
    ],
    [
      "a JID behind a $, in a text; without one it may be a text",
      ["Romeo sends:", "\t<a><b>$(Romeo's JID)</b><c>Romeo's JID</c><d>\${Romeo's JID}</d></a>"],
      [`1: Romeo's JID ${STANDS} \${Romeo's JID}?`],
    ],
    [
      "what is sent by someone who has left, until he is back",
      [
        ...["Romeo connects", "Romeo disconnects", "Romeo sends:", "\t<a/>", "\t<b/>"],
        ...["Romeo connects", "Romeo sends:", "\t<c/>"],
      ],
      [
        "2: this goes nowhere: Romeo has left in line LINE",
        "4: this goes nowhere: Romeo has left in line LINE",
      ],
    ],
    [
      "a stanza whose action alone was made a comment",
      [
        "Romeo sends:",
        "\t<a/>",
        "#Romeo receives:",
        "",
        "\t<b/>",
        "Romeo receives:",
        "\t<c/>",
        "// Romeo sends",
        "\t<d/>",
      ],
      [
        '4: this is sent too: only the line "Romeo receives:" is a comment',
        '8: this is awaited too: only the line "Romeo sends" is a comment',
      ],
    ],
    [
      "no other comment",
      [
        "Romeo sends:",
        "# Romeo receives:",
        "\t<a/>",
        "# and so on",
        "\t<b/>",
        "#Romeo sends:",
        "#\t<c/>",
        "",
        "Romeo disconnects",
      ],
      [],
    ],
  ];
  for (const [what, lines, expected] of cases)
    test(what, () => {
      assert.deepEqual(
        read(...lines).warnings.map(
          ({ line, message }) => `${line - START}: ${message.replace(/\d+$/, "LINE")}`,
        ),
        expected,
      );
    });
});
