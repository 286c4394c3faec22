// Queries that are malformed in every way a stream allows, among some that are not.
import type fc from "fast-check";
import { NS_QUERY } from "../contract/announcement.ts";
import { NS_OCCUPANT_ID, occupantIdOf } from "../contract/answers.ts";
import { NS_PAGES } from "../contract/oracle.ts";
import { ODD_NICK } from "./jids.ts";
import { BYSTANDER, BYSTANDING_PERSON, FUZZED_ROOM, PARIS, SENDER } from "./room.ts";
import { attribute, join, pick, several, sometimes, type Text } from "./texts.ts";

const ID_OF_BYSTANDER = occupantIdOf(FUZZED_ROOM, BYSTANDING_PERSON);

/** A hundred of them are more than 64 KiB. */
const LONG_ID = 3_000;

const NAMESPACE = pick("", "urn:x", "jabber:client", `${NS_QUERY} `, NS_QUERY.toUpperCase(), `${NS_QUERY}#x`);
/** Numbers of people, and what is none. */
const NUMBER = pick(
  ...["0", "1", "2", "100", "101", " 3 ", "007", "9".repeat(400), "18446744073709551616", "-1", "+1", "1.5"],
  ...["1e3", "0x10", "", " ", "\u0663", "nan", "inf", "1 2", "<x xmlns='urn:x'/>"],
);
const FOLLOW = attribute(
  "follow",
  pick("true", "1", "false", "0", "TRUE", "yes", "", " true", "2", "\u0661", "nil"),
);

function occupantId(id: Text): fc.Arbitrary<string> {
  return join(`<occupant-id xmlns='${NS_OCCUPANT_ID}' id='`, id, "'/>");
}

/** An item that is well-formed. */
const GOOD_ITEM = join(
  "<item",
  sometimes(400, attribute("follow", pick("true", "1", "0", "false"))),
  sometimes(
    700,
    join(attribute("nick", pick(SENDER, PARIS, BYSTANDER, BYSTANDER, "Nobody")), ">"),
    join(
      ">",
      occupantId(pick(ID_OF_BYSTANDER, "bm9ib2R5", "&lt;&apos;".repeat(LONG_ID / 10), "x\u2028&#10;y")),
    ),
  ),
  "</item>",
);

const ODD = attribute("nick", ODD_NICK);
const ITEM = pick(
  GOOD_ITEM,
  join("<item", ODD, "/>"),
  join("<item", ODD, FOLLOW, "/>"),
  join(`<item nick='${BYSTANDER}'`, FOLLOW, "/>"),
  join("<item nick='", pick(...[1_023, 1_024, 9_000].map((length) => "x".repeat(length))), "'/>"),
  "<item/>",
  `<item><occupant-id xmlns='${NS_OCCUPANT_ID}'/></item>`,
  join("<item", ODD, ">", occupantId("x"), "</item>"),
  join("<item>", occupantId("x"), occupantId(ID_OF_BYSTANDER), "</item>"),
  "<item><occupant-id id='x'/></item>",
  "<item><occupant-id xmlns='urn:xmpp:occupant-id:1' id='x'/></item>",
  join(
    "<item>",
    occupantId(pick(...[0, LONG_ID, 10 * LONG_ID].map((length) => "x".repeat(length)))),
    "</item>",
  ),
  "<item xmlns='urn:x' nick='x'/>",
  "<item nick='Nobody' jid='a@b' role='none' followed='true'><presence/>text</item>",
  "<ITEM nick='x'/>text",
);

function someOf(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return sometimes(50, several(item, 95, 104), several(item, 0, 5));
}

const ITEMS = sometimes(
  3,
  pick(...[1_000, 4_000].map((count) => "<item nick='Nobody'/>".repeat(count))),
  // What is asked for again and again is larger than a result may be.
  sometimes(
    40,
    pick(...[99, 100, 101].map((count) => pick(ITEM, GOOD_ITEM).map((item) => item.repeat(count)))),
    sometimes(600, someOf(GOOD_ITEM), someOf(ITEM)),
  ),
);

const AFTER = join("<after>", pick("", "A", "Bystander", "Paris", "Sender", "zz", ODD_NICK), "</after>");
const LIMIT = pick(
  join("<max>", NUMBER, "</max>"),
  join("<max>", pick("1", "2", "3", "4"), "</max>"),
  AFTER,
  AFTER,
  pick("<before/>", "<index>0</index>", "<first/>", "<count>9</count>", "<max/>", "<x/>"),
);
const SET = join(
  "<set xmlns='",
  sometimes(950, NS_PAGES, NAMESPACE),
  "'>",
  several(LIMIT, 0, 2),
  "</set>",
).chain((set) => sometimes(30, set + set, set));

function queryWith(content: fc.Arbitrary<string>, followed: number): fc.Arbitrary<string> {
  const attributes = sometimes(followed, FOLLOW);
  const namespace = sometimes(80, NAMESPACE, NS_QUERY);
  return sometimes(
    100,
    join(
      "<q:query xmlns:q='",
      namespace.map((name) => name || "urn:y"),
      "'",
      attributes,
      ">",
      content,
      "</q:query>",
    ),
    join("<query xmlns='", namespace, "'", attributes, ">", content, "</query>"),
  );
}

/** The payload of an iq: a query, or what looks like one. */
export const QUERY = sometimes(
  300,
  queryWith(join(SET, sometimes(50, ITEM)), 400),
  queryWith(join(ITEMS, sometimes(30, SET)), 50),
);
