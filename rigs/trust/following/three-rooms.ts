// A server, everybody connected to it, and three rooms in which the same happens.
import { randomUUID } from "node:crypto";
import { type LuaValue, USER_HOST } from "prosody-launcher";
import type { Element } from "scansion-runner";
import { NS_QUERY, POLICY_FIELD } from "../contract/announcement.ts";
import { occupantIdOf } from "../contract/answers.ts";
import { canonical } from "../contract/canonical.ts";
import { MUC_HOST, type Room, type Settings, UNLIMITED } from "../contract/model.ts";
import { Oracle, type QueryItem, takeFollowed } from "../contract/oracle.ts";
import type { Finding, Place, Report, World } from "../check.ts";
import { stanzaOf } from "../privacy/questions.ts";
import { callOn, PeopledService } from "../server/peopled-service.ts";
import { received } from "../server/service.ts";
import { type Act, bareJidOf, LOCAL_SESSIONS, RUNS, SESSIONS, USERS } from "./acts.ts";
import { type Followed, followedAfter, followThese, NOBODY, proberOf } from "./followers.ts";
import { type Arrivals, judgeChange, type Streams } from "./judge.ts";
import { nickOf, userOf } from "./people.ts";

/** A service of rooms without the plugin. */
const PLAIN_HOST = `plain.${USER_HOST}`;

const SETTINGS: Settings = { ...UNLIMITED, follow: 5, list: true };

/** The three rooms of a run. */
interface Rooms {
  readonly here: string;
  readonly plain: string;
  readonly open: string;
}

export class ThreeRooms implements World<readonly Act[]> {
  readonly cases = RUNS;
  readonly #people: PeopledService;
  #stanzas = 0;
  #acts = 0;
  /** The policies that were chosen in the room of this run. */
  #forms: string[][] = [];

  private constructor(people: PeopledService) {
    this.#people = people;
  }

  /** Starts a server and connects everybody. */
  static async start(place: Place): Promise<ThreeRooms> {
    const service = {
      ...place,
      options: { muc_room_cache_size: 1 },
      moreHosts: `Component "${PLAIN_HOST}" "muc"\n\tmodules_enabled = { "trust_rooms" }\n\tmuc_tombstones = false`,
    };
    return new ThreeRooms(await PeopledService.start(SETTINGS, service, LOCAL_SESSIONS));
  }

  stop(): Promise<void> {
    return this.#people.stop();
  }

  /** Lets everything happen in new rooms, one after the other, up to the first that goes wrong. */
  async play(acts: readonly Act[]): Promise<Report> {
    const name = randomUUID();
    const rooms: Rooms = {
      here: `${name}@${MUC_HOST}`,
      plain: `${name}@${PLAIN_HOST}`,
      open: `open-${name}@${PLAIN_HOST}`,
    };
    this.#stanzas = 0;
    this.#forms = [];
    const built = { salt: name, steps: [{ step: "configure", fields: PERSISTENT }] };
    const calls = [rooms.here, rooms.plain, rooms.open].map((jid) => callOf(jid, "build", { jid, ...built }));
    await this.#people.service.control.evaluate(
      [...calls, callOf(rooms.open, "act", rooms.open, { step: "broadcast", roles: EVERYBODY })].join("; "),
    );
    await this.#arrivals(rooms);
    try {
      const findings = await this.#happen(rooms, acts);
      return { findings, counts: { runs: 1, acts: acts.length, stanzas: this.#stanzas } };
    } finally {
      const calls = [rooms.here, rooms.plain, rooms.open].map((jid) => callOf(jid, "destroy", jid));
      await this.#people.service.control.evaluate(calls.join("; "));
      await this.#arrivals(rooms);
    }
  }

  async #happen(rooms: Rooms, acts: readonly Act[]): Promise<readonly Finding[]> {
    let followed: Followed = NOBODY;
    let { after: before } = await this.#do(rooms, REFUSED);
    for (const act of acts) {
      if (act.step === "ask") {
        const { findings, follows } = await this.#ask(before, act, followed);
        if (findings.length > 0) return findings;
        followed = follows;
        continue;
      }
      const { refusals, after } = await this.#do(rooms, act);
      if (new Set(refusals).size > 1)
        return [{ to: "all", problem: `${JSON.stringify(act)} was refused in some rooms` }];
      const arrivals = await this.#arrivals(rooms);
      const change = { before, after, act: refusals.includes("true") ? REFUSED : act, settings: SETTINGS };
      const findings = [
        ...judgeChange(change, followed, arrivals, this.#people.release),
        ...this.#people.errors(),
      ];
      if (findings.length > 0) return findings;
      followed = followedAfter(followed, change);
      before = after;
    }
    return this.#askAll(before, followed);
  }

  /** At the end everybody asks for everybody, without a change to whom they follow. */
  async #askAll(room: Room, followed: Followed): Promise<readonly Finding[]> {
    for (const session of SESSIONS.filter((each) => nickOf(room, each) !== undefined)) {
      const nicks = [...(followed.get(session) ?? [])];
      if (nicks.length === 0) continue;
      const act = { step: "ask", session, nicks, follow: true, byId: false } as const;
      const { findings } = await this.#ask(room, act, followed);
      if (findings.length > 0) return findings;
    }
    return [];
  }

  /** Lets something happen. Resolves to which rooms refused it, and to what the first room is then. */
  async #do(rooms: Rooms, act: Act): Promise<{ refusals: string[]; after: Room }> {
    if (act.step === "reload") await this.#people.service.control.reload(MUC_HOST, "muc_probe");
    this.#acts += 1;
    const calls = callsOf(rooms, act, `presence-${this.#acts}`).map((call) => `tostring((${call}))`);
    const look = callOf(rooms.here, "snapshot", rooms.here, USERS);
    const told = await this.#people.service.control.evaluate(
      `local refusals = { ${calls.join(", ")} }; return table.concat(refusals, " ").."\\n"..${look}`,
    );
    const [refusals = "", snapshot = ""] = told.split("\n");
    if (act.step === "policy") this.#forms.push([act.policy]);
    const room = JSON.parse(snapshot) as Omit<Room, "forms">;
    return { refusals: refusals.split(" "), after: { ...room, forms: [...this.#forms] } };
  }

  /** Asks, and holds the answer against the contract. */
  async #ask(
    room: Room,
    { session, nicks, follow, byId }: Act & { step: "ask" },
    followed: Followed,
  ): Promise<{ findings: readonly Finding[]; follows: Followed }> {
    const items = itemsOf(room, nicks, follow, byId && this.#people.release.occupantIds);
    const question = { kind: "query", items, id: randomUUID() } as const;
    const iq = stanzaOf(room, session, question);
    const answers = await this.#exchange(session, iq);
    const [answer] = answers;
    const [verdict] = new Oracle(room, SETTINGS, this.#people.release).judge(
      proberOf(room, session),
      question,
    );
    if (answers.length !== 1 || answer === undefined || verdict === undefined)
      return {
        findings: [{ to: session, problem: "was not answered once", received: answers.join("\n") }],
        follows: followed,
      };
    const shown = shownIn(answer, room.jid).filter(
      (nick) => userOf(room, nick)?.bareJid !== bareJidOf(session),
    );
    const earlier = followed.get(session) ?? new Set<string>();
    const now = follow
      ? followThese(earlier, shown, SETTINGS.follow)
      : new Set([...earlier].filter((nick) => !shown.includes(nick)));
    const told = takeFollowed(answer);
    const wanted = follow ? shown.filter((nick) => now.has(nick)) : [];
    const findings = [
      { problem: "was answered wrong", expected: canonical(verdict.answer), received: canonical(answer) },
      { problem: "was told wrong whom it follows", expected: wanted.join(), received: told.join() },
    ]
      .filter(({ expected, received }) => expected !== received)
      .map((finding) => ({ to: session, ...finding }));
    return { findings, follows: new Map([...followed, [session, now]]) };
  }

  async #exchange(session: string, iq: Element): Promise<Element[]> {
    const client = this.#people.clients.get(session) ?? this.#people.component;
    if (client !== this.#people.component) delete iq.attrs.from;
    await client.send(iq);
    return received(client);
  }

  /** Collects what has come to everybody. Presences of oneself are left out where they are marked. */
  async #arrivals(rooms: Rooms): Promise<Arrivals> {
    const arrivals: Arrivals = new Map();
    await this.#people.takeArrivals((session, stanza) => {
      this.#stanzas += 1;
      const from = String(stanza.attrs.from);
      const place = (["here", "plain", "open"] as const).find((each) => from.startsWith(`${rooms[each]}/`));
      if (place === undefined || stanza.name !== "presence") return;
      const nick = from.slice(rooms[place].length + 1);
      const ofSession = arrivals.get(session) ?? new Map<string, Streams>();
      arrivals.set(session, ofSession);
      const streams = ofSession.get(nick) ?? { here: [], plain: [], open: [] };
      ofSession.set(nick, streams);
      streams[place].push(stanza);
    });
    return arrivals;
  }
}

/** Does in each room what somebody does. */
function callsOf({ here, plain, open }: Rooms, act: Act, presence: string): string[] {
  const inRooms = (jids: readonly string[], step: Step): string[] =>
    jids.map((jid) => callOf(jid, "act", jid, step));
  switch (act.step) {
    case "reload":
    case "ask":
      return [];
    case "swap":
      return [callOf(here, "swap")];
    case "policy":
      return inRooms([here], { step: "configure", fields: { ...PERSISTENT, [POLICY_FIELD]: [act.policy] } });
    case "broadcast":
      return inRooms([here, plain], act);
    default:
      return inRooms([here, plain, open], { ...act, presence });
  }
}

/** A call of a function of mod_trust_rooms.lua on a room's service. */
function callOf(room: string, name: string, ...values: readonly LuaValue[]): string {
  return callOn(room.slice(room.indexOf("@") + 1), name, ...values);
}

type Step = Readonly<Record<string, LuaValue>>;

const EVERYBODY = ["visitor", "participant", "moderator", "none"];
/** Checks that a refused act changes nothing. */
const REFUSED: Act = { step: "reload" };
const PERSISTENT = {
  FORM_TYPE: ["http://jabber.org/protocol/muc#roomconfig"],
  "muc#roomconfig_persistentroom": ["1"],
};

function itemsOf(room: Room, nicks: readonly string[], follow: boolean, byId: boolean): QueryItem[] {
  return nicks.map((nick) => {
    const user = byId ? userOf(room, nick) : undefined;
    return user === undefined ? { nick, follow } : { occupantId: occupantIdOf(room, user), follow };
  });
}

/** The nicks of those whom an answer shows to be present. */
function shownIn(answer: Element, room: string): string[] {
  const items = answer.getChild("query", NS_QUERY)?.getChildren("item") ?? [];
  return items
    .map((item) => item.getChild("presence", "jabber:client"))
    .filter((presence) => presence !== undefined && presence.attrs.type === undefined)
    .map((presence) => String(presence?.attrs.from).slice(room.length + 1));
}
