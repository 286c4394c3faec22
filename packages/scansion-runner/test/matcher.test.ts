import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Captures, matchStanza, parseStanza } from "scansion-runner";

function match(expected: string, received: string, captures?: Captures) {
  return matchStanza(parseStanza(expected), parseStanza(received), captures);
}

function assertMatches(expected: string, received: string): void {
  assert.deepEqual(match(expected, received).differences, []);
}

function assertDiffers(expected: string, received: string, ...differences: string[]): void {
  assert.deepEqual(match(expected, received).differences, differences);
}

describe("In the default namespace", () => {
  test("more attributes and children than expected are ignored", () => {
    assertMatches("<message to='a'><body/></message>", "<message to='a' id='1'><subject/><body/></message>");
  });

  test("the order of children is ignored", () => {
    assertMatches("<message><a/><b/></message>", "<message><b/><a/></message>");
  });

  test("expected attributes must be there", () => {
    assertDiffers("<message to='a'/>", "<message/>", 'message @to: expected "a", is missing');
    assertDiffers("<message to='a'/>", "<message to='b'/>", 'message @to: expected "a", received "b"');
    assertDiffers(
      "<message xml:lang='a'/>",
      "<message xml:lang='b'/>",
      'message @xml:lang: expected "a", received "b"',
    );
  });

  test("expected children must be there", () => {
    assertDiffers("<message><body/></message>", "<message/>", "<body> is missing in message");
  });

  test("one child does not stand for two", () => {
    assertDiffers("<message><a/><a/></message>", "<message><a/><b/></message>", "<a> is missing in message");
  });

  test("children are assigned so that all find their match", () => {
    assertMatches("<message><a/><a b='1'/></message>", "<message><a b='1'/><a b='2'/></message>");
  });

  test("the stanza's kind must be the same", () => {
    assertDiffers("<message/>", "<presence/>", "<presence> instead of <message>");
  });

  test("an xmlns that only says so changes nothing", () => {
    assertMatches("<message xmlns='jabber:client'/>", "<message id='1'/>");
  });
});

describe("In a namespace of its own an element", () => {
  const query = (attributes: string, content: string) =>
    `<iq><query xmlns='urn:x' ${attributes}>${content}</query></iq>`;

  test("has no more attributes than expected", () => {
    assertDiffers(query("", ""), query("a='1'", ""), 'iq/query @a: not expected, received "1"');
  });

  test("has no more children than expected", () => {
    assertDiffers(query("", "<a/>"), query("", "<a/><b/>"), '<b xmlns="urn:x"> is not expected in iq/query');
  });

  test("has all children expected", () => {
    assertDiffers(query("", "<a/>"), query("", ""), '<a xmlns="urn:x"> is missing in iq/query');
  });

  test("has its children in order", () => {
    assert.equal(match(query("", "<a/><b/>"), query("", "<b/><a/>")).matched, false);
  });

  test("is told by its attributes where it is missing or stands in another place", () => {
    assertDiffers(
      query("", "<a b='1'/><c/>"),
      query("", "<c/><a b='1'/><d e='&#9;&#8203;'/>"),
      '<c xmlns="urn:x"> stands in another place in iq/query',
      '<d xmlns="urn:x" e="\\u{9}\\u{200b}"> is not expected in iq/query',
    );
  });

  test("is told from others of its name by its first attribute, or its number", () => {
    const values = (first: string, second: string) =>
      query("", `<a b='1'><c>${first}</c></a><a b='2'><c/><c>${second}</c></a>`);
    assertDiffers(
      values("x", "y"),
      values("x", "z"),
      'iq/query/a[b="2"]/c[2] text: expected "y", received "z"',
    );
  });

  test("holds children under the same rules, in whatever namespace they are", () => {
    assertDiffers(
      query("", "<message xmlns='jabber:client'/>"),
      query("", "<message xmlns='jabber:client' id='1'/>"),
      'iq/query/message @id: not expected, received "1"',
    );
  });

  test("may have any xml:lang", () => {
    assertMatches(query("", ""), query("xml:lang='en'", ""));
    assertMatches(query("xml:lang='en'", ""), query("", ""));
  });

  test("must be in that namespace", () => {
    assertDiffers(query("", ""), "<iq/>", '<query xmlns="urn:x"> is missing in iq');
    assertDiffers(
      query("", ""),
      "<iq><query xmlns='urn:y'/></iq>",
      '<query xmlns="urn:x"> is missing in iq; there is <query xmlns="urn:y">',
    );
  });

  test("may have it by a prefix", () => {
    assertMatches(query("", "<a/>"), "<iq><x:query xmlns:x='urn:x'><x:a/></x:query></iq>");
  });
});

describe("An attribute with a prefix", () => {
  test("matches by namespace and local name, strictly or not", () => {
    const received = "<iq xmlns:ns1='urn:q' ns1:k='1'/>";
    assertMatches("<iq xmlns:z='urn:q' z:k='1'/>", received);
    assertMatches("<iq scansion:strict='true' xmlns:z='urn:q' z:k='1'/>", received);
  });

  test("matches by what a prefix stands for further up", () => {
    assertMatches("<iq xmlns:z='urn:q'><a z:k='1'/></iq>", "<iq><a xmlns:y='urn:q' y:k='1'/></iq>");
  });

  test("differs from one in another namespace, or in none", () => {
    assertDiffers(
      "<iq xmlns:ns1='urn:other' ns1:k='1'/>",
      "<iq xmlns:ns1='urn:q' ns1:k='1'/>",
      'iq @ns1:k (urn:other): expected "1", is missing',
    );
    assertDiffers(
      "<iq scansion:strict='true' k='1'/>",
      "<iq xmlns:z='urn:q' z:k='1'/>",
      'iq @k: expected "1", is missing',
      'iq @z:k (urn:q): not expected, received "1"',
    );
  });
});

describe("scansion:strict", () => {
  test("'false' lets an element with a namespace of its own, and all it holds, have more", () => {
    assertMatches(
      "<iq><q xmlns='urn:x' scansion:strict='false'><b xmlns='urn:y'/><a/></q></iq>",
      "<iq><q xmlns='urn:x' c='1'><a d='1'/><b xmlns='urn:y' d='1'/></q></iq>",
    );
  });

  test("'true' lets a stanza, and all it holds, have no more", () => {
    assertDiffers("<iq scansion:strict='true'/>", "<iq id='1'/>", 'iq @id: not expected, received "1"');
    assertDiffers(
      "<iq scansion:strict='true'><a/></iq>",
      "<iq><a b='1'/></iq>",
      'iq/a @b: not expected, received "1"',
    );
  });

  test("can be overridden again further down", () => {
    assertDiffers(
      "<iq scansion:strict='false'><q xmlns='urn:x'><a scansion:strict='true'/></q></iq>",
      "<iq><q xmlns='urn:x' c='1'><a d='1'/></q></iq>",
      'iq/q/a @d: not expected, received "1"',
    );
  });
});

describe("Text", () => {
  test("must be equal but for the space around it", () => {
    assertMatches("<message><body>\n\t a b </body></message>", "<message><body>a b</body></message>");
    assertDiffers(
      "<message><body>a b</body></message>",
      "<message><body>a  b</body></message>",
      'message/body text: expected "a b", received "a  b"',
    );
  });

  test("is not compared where none is expected, strictly or not", () => {
    assertMatches("<message><body/></message>", "<message><body>a</body></message>");
    assertMatches("<iq><q xmlns='urn:x'><a/></q></iq>", "<iq><q xmlns='urn:x'><a>b</a></q></iq>");
  });
});

describe("The value", () => {
  test("{scansion:any} is any, but must be there", () => {
    assertMatches("<iq id='{scansion:any}'/>", "<iq id='1'/>");
    assertDiffers("<iq id='{scansion:any}'/>", "<iq/>", 'iq @id: expected "{scansion:any}", is missing');
  });

  test("{scansion:capture:…} is captured at first sight", () => {
    const { matched, captures } = match("<iq id='{scansion:capture:it}'/>", "<iq id='1'/>");
    assert.ok(matched);
    assert.deepEqual([...captures], [["it", "1"]]);
  });

  test("{scansion:capture:…} is captured anew each time it is met", () => {
    const captures = new Map([["it", "1"]]);
    assert.deepEqual(
      [...match("<iq id='{scansion:capture:it}'/>", "<iq id='2'/>", captures).captures],
      [["it", "2"]],
    );
    const twice = match(
      "<iq id='{scansion:capture:it}'><a b='{scansion:capture:it}'/></iq>",
      "<iq id='1'><a b='2'/></iq>",
    );
    assert.deepEqual([...twice.captures], [["it", "2"]]);
  });

  test("{scansion:capture:…} takes a text too", () => {
    assert.deepEqual([...match("<a>\n{scansion:capture:it}\n</a>", "<a>b c</a>").captures], [["it", "b c"]]);
  });

  test("{scansion:capture:…} must stay the same where captures are kept, and is told by what it was", () => {
    const twice = "<iq id='{scansion:capture:it}'><a b='{scansion:capture:it}'/></iq>";
    const keeping = (received: string) =>
      matchStanza(parseStanza(twice), parseStanza(received), new Map(), true);
    assert.equal(keeping("<iq id='1'><a b='1'/></iq>").matched, true);
    assert.deepEqual(keeping("<iq id='1'><a b='2'/></iq>").differences, [
      'iq/a @b: expected "1" (captured as it), received "2"',
    ]);
  });

  test("{scansion:capture:…} is not kept of a stanza that does not match", () => {
    assert.equal(match("<iq id='{scansion:capture:it}' to='a'/>", "<iq id='1' to='b'/>").captures.size, 0);
  });
});

describe("Among many children that are alike", () => {
  test("one that nothing matches is found out at once", () => {
    const some = "<a/>".repeat(40);
    const started = performance.now();
    assert.equal(
      match(`<message>${some}<a b='1'/></message>`, `<message>${some}<a/></message>`).matched,
      false,
    );
    assert.ok(performance.now() - started < 1000, "the search tries every order");
  });

  test("each finds one of its own, though another would do as well", () => {
    assertMatches("<message><a/><a b='1'/></message>", "<message><a b='1'/><a/></message>");
    assertMatches("<message><a/><a b='1'/></message>", "<message><a b='1' c='2'/><a d='3'/></message>");
  });
});
