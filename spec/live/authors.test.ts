// Who wrote the archived messages of a room: its authors asked for by nick, and by the occupant-id that each message carries.
// RECORD=1 keeps the figures in spec/results/trust.md.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { xml } from "@xmpp/client";
import { isAtLeast } from "prosody-launcher";
import type { Element, XmppClient } from "scansion-runner";
import {
  administration,
  configuration,
  enter,
  joining,
  logIn,
  NS_MUC,
  setIn,
} from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { NS_QUERY } from "../../rigs/trust/contract/announcement.ts";
import { NS_OCCUPANT_ID } from "../../rigs/trust/contract/answers.ts";
import { MUC_HOST, REMOTE_HOST } from "../../rigs/trust/contract/model.ts";
import { NS_PAGES, occupantIdElement } from "../../rigs/trust/contract/oracle.ts";
import { type Figures, recordFigures } from "../../rigs/trust/results.ts";
import { received, Service } from "../../rigs/trust/server/service.ts";
import { INSTALLATIONS } from "./support.ts";

const ROOM = `authors@${MUC_HOST}`;
const NS_MAM = "urn:xmpp:mam:2";
const SECTION = {
  title: "Authors of archived messages",
  explanation:
    "Written by `RECORD=1 node --import tsx --test spec/live/authors.test.ts`: 36 people write in a room that shows only its moderators, and then " +
    "leave, take other nicks, or become members. A participant reads the archive and asks for all of them at once, once by the nicks " +
    "under which they wrote, once by the occupant-ids of their messages. An answer is right that shows the same person, with the " +
    "affiliation that it has now, or that it is absent.",
};

/** The fate of an author since. */
interface Kind {
  readonly fate: string;
  readonly authors: number;
  readonly affiliation?: "member" | "admin" | "outcast";
  /** True if the nick is registered with the affiliation. */
  readonly isRegistered?: true;
  readonly now: "absent" | "there" | "under another nick" | "absent, and another has the nick";
}

const KINDS: readonly Kind[] = [
  { fate: "is still there", authors: 5, now: "there" },
  { fate: "is there, now a member", authors: 3, affiliation: "member", now: "there" },
  { fate: "has left", authors: 3, now: "absent" },
  { fate: "was banned", authors: 3, affiliation: "outcast", now: "absent" },
  {
    fate: "has left, a member with this nick",
    authors: 4,
    affiliation: "member",
    isRegistered: true,
    now: "absent",
  },
  { fate: "has left, a member without a nick", authors: 6, affiliation: "member", now: "absent" },
  { fate: "has left, an admin", authors: 4, affiliation: "admin", now: "absent" },
  { fate: "has another nick", authors: 4, now: "under another nick" },
  {
    fate: "has left, and another has the nick",
    authors: 4,
    affiliation: "member",
    now: "absent, and another has the nick",
  },
];

interface Author {
  readonly kind: Kind;
  readonly user: string;
  readonly nick: string;
}

const AUTHORS: readonly Author[] = KINDS.flatMap((kind) => Array<Kind>(kind.authors).fill(kind)).map(
  (kind, index) => ({
    kind,
    user: `author${index}@${REMOTE_HOST}`,
    nick: `Author ${index}`,
  }),
);

/** A message as it is archived. */
interface Archived {
  readonly nick: string;
  readonly occupantId: string;
}

const installation = INSTALLATIONS.find(({ version }) => isAtLeast(version, "0.12"));

describe("The authors of archived messages", { skip: !installation && "no release has occupant-ids" }, () => {
  let service: Service;
  let component: XmppClient;
  let owner: XmppClient;
  let juliet: XmppClient;
  let archive: readonly Archived[];

  before(async () => {
    assert.ok(installation);
    service = await Service.start({ installation, pluginPath: PLUGIN_PATH, modules: ["muc_mam"] });
    const { c2sPort } = service.server;
    [component, owner, juliet] = [
      await service.connectComponent(),
      await logIn("owner@localhost/x", c2sPort),
      await logIn("juliet@localhost/x", c2sPort),
    ];
    await enter(owner, ROOM, "Owner");
    await setIn(ROOM, owner, configuration({ "muc#roomconfig_presencebroadcast": "moderator" }));
    await component.send(AUTHORS.flatMap(({ user, nick }) => [comes(user, nick), writes(user)]).join(""));
    await received(component);
    await component.send(AUTHORS.flatMap(movesOn).join(""));
    await received(component);
    for (const { kind, user, nick } of AUTHORS) {
      const { affiliation, isRegistered } = kind;
      if (affiliation === undefined) continue;
      await setIn(ROOM, owner, administration({ affiliation, jid: user, ...(isRegistered && { nick }) }));
    }
    await enter(juliet, ROOM, "Juliet");
    archive = await readArchive(juliet);
  });

  after(async () => {
    for (const client of [component, owner, juliet]) await client.disconnect();
    await service.stop();
  });

  test("are told right by occupant-id, all 36, and 18 of them by nick", async () => {
    assert.deepEqual(
      archive.map(({ nick }) => nick),
      AUTHORS.map(({ nick }) => nick),
    );
    const byNick = await ask(
      juliet,
      archive.map(({ nick }) => xml("item", { nick })),
    );
    const byId = await ask(
      juliet,
      archive.map(({ occupantId }) => xml("item", {}, occupantIdElement(occupantId))),
    );
    const right = (answers: readonly Element[], kind?: Kind): number =>
      AUTHORS.filter(
        (author, index) =>
          (kind ?? author.kind) === author.kind && isRight(author, archive[index], answers[index]),
      ).length;
    const row = (what: string, authors: number, kind?: Kind): Figures => [
      ["Prosody", service.server.installation.version],
      ["the author", what],
      ["authors", authors],
      ["right by nick", right(byNick, kind)],
      ["right by occupant-id", right(byId, kind)],
    ];
    const figures = [...KINDS.map((kind) => row(kind.fate, kind.authors, kind)), row("all", AUTHORS.length)];
    if (process.env.RECORD) recordFigures(SECTION, figures);
    assert.deepEqual([right(byNick), right(byId)], [18, 36]);
  });
});

function comes(user: string, nick: string): Element {
  return joining(`${ROOM}/${nick}`, { from: `${user}/x` });
}

function leaves(user: string, nick: string): Element {
  return xml("presence", { type: "unavailable", from: `${user}/x`, to: `${ROOM}/${nick}` });
}

function writes(user: string): Element {
  return xml("message", { type: "groupchat", from: `${user}/x`, to: ROOM }, xml("body", {}, `from ${user}`));
}

function movesOn({ kind, user, nick }: Author): Element[] {
  switch (kind.now) {
    case "there":
      return [];
    case "absent":
      return [leaves(user, nick)];
    case "under another nick":
      return [xml("presence", { from: `${user}/x`, to: `${ROOM}/${nick} anew` })];
    case "absent, and another has the nick":
      return [leaves(user, nick), comes(`other-${user}`, nick)];
  }
}

async function readArchive(client: XmppClient): Promise<Archived[]> {
  const all = xml("set", { xmlns: NS_PAGES }, xml("max", {}, String(AUTHORS.length)));
  const query = xml("query", { xmlns: NS_MAM, queryid: "archive" }, all);
  await client.send(xml("iq", { type: "set", id: "archive", to: ROOM }, query));
  const messages = (await received(client)).map((stanza) =>
    stanza.getChild("result", NS_MAM)?.getChild("forwarded", "urn:xmpp:forward:0")?.getChild("message"),
  );
  return messages.flatMap((message) => {
    if (!message?.getChild("body")) return [];
    const occupantId = String(message.getChild("occupant-id", NS_OCCUPANT_ID)?.attrs.id);
    return [{ nick: String(message.attrs.from).slice(ROOM.length + 1), occupantId }];
  });
}

/** The presences in the answer to a query. */
async function ask(client: XmppClient, items: readonly Element[]): Promise<Element[]> {
  const answer = await client.request(
    xml("iq", { type: "get", to: ROOM }, xml("query", { xmlns: NS_QUERY }, ...items)),
  );
  const told = answer?.getChild("query", NS_QUERY)?.getChildren("item") ?? [];
  assert.equal(told.length, items.length);
  return told.map((item) => {
    const presence = item.getChild("presence", "jabber:client");
    assert.ok(presence);
    return presence;
  });
}

/** Says whether an answer tells the truth of an author, to somebody who may not read the ban list. */
function isRight({ kind }: Author, archived: Archived | undefined, presence: Element | undefined): boolean {
  const item = presence?.getChild("x", `${NS_MUC}#user`)?.getChild("item");
  const { affiliation = "none", now } = kind;
  const shown = affiliation === "outcast" ? "none" : affiliation;
  const isThere = now === "there" || now === "under another nick";
  const id = presence?.getChild("occupant-id", NS_OCCUPANT_ID)?.attrs.id as string | undefined;
  return (
    item?.attrs.affiliation === shown &&
    isThere === (presence?.attrs.type === undefined) &&
    (!isThere || id === archived?.occupantId)
  );
}
