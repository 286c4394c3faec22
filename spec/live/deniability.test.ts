// Whether anything tells that a hidden person is there: two rooms that differ in that alone, and everything that a participant
// can ask. What Prosody tells by itself (how many are in the room) is left out.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isAtLeast, toLua } from "prosody-launcher";
import { batch, logIn as logInAs } from "../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { NS_QUERY, pluginsPart } from "../../rigs/trust/contract/announcement.ts";
import { NS_OCCUPANT_ID, occupantIdOf } from "../../rigs/trust/contract/answers.ts";
import { canonical } from "../../rigs/trust/contract/canonical.ts";
import type { Room } from "../../rigs/trust/contract/model.ts";
import { NS_PAGES } from "../../rigs/trust/contract/oracle.ts";
import { Service } from "../../rigs/trust/server/service.ts";
import { INSTALLATIONS, MUC, oldestAndNewest } from "./support.ts";

const WITH = `with@${MUC}`;
const WITHOUT = `without@${MUC}`;
const HIDDEN = "mercutio@localhost";
/** Everybody but Juliet, who asks. */
const OTHERS = ["romeo@localhost/orchard", "tybalt@localhost/street", `${HIDDEN}/phone`, `${HIDDEN}/desk`];
const NICKS = ["Mercutio", "Queen Mab", "Romeo", "Juliet", "Tybalt", "Nobody"];

const KICKED: Step = { step: "role", nick: "Mercutio", role: "none" };
const BANNED: Step = { step: "affiliate", user: HIDDEN, affiliation: "outcast" };
const COMES: Step = { step: "join", session: `${HIDDEN}/phone`, nick: "Mercutio" };

/** Acts of, and towards, the hidden person. Its affiliation changes in both rooms, all else where it is. */
const STEPS: readonly Step[] = [
  COMES,
  { step: "update", session: `${HIDDEN}/phone` },
  { step: "join", session: `${HIDDEN}/desk`, nick: "Mercutio" },
  { step: "role", nick: "Mercutio", role: "visitor" },
  { step: "affiliate", user: HIDDEN, affiliation: "member" },
  { step: "affiliate", user: HIDDEN, affiliation: "member", nick: "Mercutio" },
  { step: "rename", session: `${HIDDEN}/desk`, nick: "Queen Mab" },
  { step: "rename", session: `${HIDDEN}/phone`, nick: "Queen Mab" },
  { step: "rename", session: `${HIDDEN}/phone`, nick: "Mercutio" },
  { step: "affiliate", user: HIDDEN, affiliation: "member", nick: "Queen Mab" },
  { step: "fail", session: `${HIDDEN}/desk` },
  KICKED,
  COMES,
  BANNED,
  { step: "affiliate", user: HIDDEN, affiliation: "none" },
  COMES,
  { step: "part", session: `${HIDDEN}/phone` },
];
/** From here on the hidden person leaves. */
const LEAVING: readonly Step[] = STEPS.filter(({ step }) => step === "fail");

type Step = Readonly<Record<string, string>>;

const HIDING = INSTALLATIONS.filter(({ version }) => isAtLeast(version, "0.12"));

for (const installation of oldestAndNewest(HIDING)) {
  for (const unknown of ["unavailable", "silent"]) {
    for (const broadcast of [["moderator"], ["moderator", "none"]]) {
      const kind = `${unknown}, a room that shows ${broadcast.join(" and ")}`;
      describe(`Prosody ${installation.name}, unknown is ${kind}`, () => {
        let service: Service;
        let juliet: XmppClient;
        const others: XmppClient[] = [];

        const call = (name: string, ...values: readonly string[]): Promise<string> =>
          service.control.evaluate(
            `return prosody.hosts[${toLua(MUC)}].modules.trust_rooms.${name}(${values.join(", ")})`,
          );
        const happens = (room: string, step: Step): Promise<string> =>
          call("act", toLua(room), toLua({ presence: "p", ...step }));

        before(async () => {
          service = await Service.start({
            installation,
            pluginPath: PLUGIN_PATH,
            modules: ["trust_rooms"],
            options: {
              muc_probe_hidden: "nobody",
              muc_probe_unknown: unknown,
              muc_probe_list: true,
              muc_probe_rate: 0,
            },
          });
          const { c2sPort } = service.server;
          juliet = await logInAs("juliet@localhost/balcony", c2sPort);
          for (const jid of OTHERS) others.push(await logInAs(jid, c2sPort));
          for (const jid of [WITH, WITHOUT]) {
            await call("build", toLua({ jid, salt: "salt", steps: [] }));
            await call("act", toLua(jid), toLua({ step: "broadcast", roles: broadcast }));
            await happens(jid, { step: "join", session: "romeo@localhost/orchard", nick: "Romeo" });
            await happens(jid, { step: "role", nick: "Romeo", role: "moderator" });
            await happens(jid, { step: "join", session: "juliet@localhost/balcony", nick: "Juliet" });
            await happens(jid, { step: "join", session: "tybalt@localhost/street", nick: "Tybalt" });
          }
          await juliet.received();
        });
        after(async () => {
          for (const client of [juliet, ...others]) await client.disconnect();
          await service.stop();
        });

        /** All that Juliet is told in a room, unasked and when she asks for everything. */
        const told = async (room: string): Promise<string[]> => {
          const unasked = (await juliet.received()).filter(isFrom(room));
          await juliet.send(questions(room).join(""));
          const stanzas = [...unasked, ...(await juliet.received())];
          return stanzas.map((stanza) =>
            canonical(isDiscovery(stanza) ? pluginsPart(stanza) : stanza).replaceAll(room, "ROOM"),
          );
        };
        const assertNothingTells = async (step: Step): Promise<void> => {
          const [inOne, inOther] = [await told(WITH), await told(WITHOUT)];
          assert.equal(inOne.length, inOther.length, `${JSON.stringify(step)} told`);
          const differing = inOne.filter((text, index) => text !== inOther[index]);
          assert.deepEqual(differing, [], `${JSON.stringify(step)} told`);
        };
        const affiliate = async ({ user = "", affiliation = "", nick }: Step): Promise<void> => {
          const data = nick === undefined ? "nil" : toLua({ reserved_nickname: nick });
          for (const room of [WITH, WITHOUT]) {
            await service.control.evaluate(
              `assert(prosody.hosts[${toLua(MUC)}].modules.muc.get_room_from_jid(${toLua(room)})` +
                `:set_affiliation(true, ${toLua(user)}, ${toLua(affiliation)}, nil, ${data}))`,
            );
          }
        };

        test("nothing tells that somebody hidden comes, changes, is banned and goes", async () => {
          for (const step of STEPS) {
            // A room that shows the role "none" says itself who leaves.
            if (broadcast.includes("none") && LEAVING.includes(step)) break;
            if (step.step === "affiliate") await affiliate(step);
            else assert.equal(await happens(WITH, step), "false");
            await assertNothingTells(step);
          }
        });
      });
    }
  }
}

/** Everything that a participant can ask. */
function questions(room: string): string[] {
  const hidden = occupantIdOf({ salt: "salt" } as Room, {
    bareJid: HIDDEN,
    affiliation: "none",
    occupants: [],
    strangers: [],
  });
  const ids = [hidden, "bm9ib2R5"].map(
    (id) => `<item follow='true'><occupant-id xmlns='${NS_OCCUPANT_ID}' id='${id}'/></item>`,
  );
  const nicks = NICKS.map((nick) => `<item nick='${nick}' follow='true'/>`);
  const query = (id: string, content: string, follow = ""): string =>
    `<iq type='get' id='${id}' to='${room}'><query xmlns='${NS_QUERY}'${follow}>${content}</query></iq>`;
  const page = (id: string, content: string): string =>
    query(id, `<set xmlns='${NS_PAGES}'>${content}</set>`, " follow='true'");
  return [
    ...NICKS.map((nick) => `<presence type='probe' id='probe-${nick}' to='${room}/${nick}'/>`),
    `<presence type='probe' id='room' to='${room}'/>`,
    batch(room, NICKS, "batch").toString(),
    query("nicks", nicks.join("")),
    query("ids", ids.join("")),
    page("page", ""),
    page("count", "<max>0</max>"),
    page("after", "<max>2</max><after>L</after>"),
    `<iq type='get' id='info' to='${room}'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
    `<iq type='get' id='items' to='${room}'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>`,
  ];
}

function isFrom(room: string): (stanza: Element) => boolean {
  return (stanza) => String(stanza.attrs.from).startsWith(room);
}

function isDiscovery(stanza: Element): boolean {
  return stanza.attrs.id === "info";
}
