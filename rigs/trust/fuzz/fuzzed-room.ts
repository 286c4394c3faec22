// A room with a few people, some of whom send what they should not; the others must hear nothing of it.
import type { Element, XmppClient } from "scansion-runner";
import type { Finding, Place, Report, World } from "../check.ts";
import { REMOTE_HOST, type Settings, UNLIMITED } from "../contract/model.ts";
import type { Prober } from "../contract/sight.ts";
import { planOf } from "../privacy/plan.ts";
import { asFinding, PeopledService } from "../server/peopled-service.ts";
import { judgeQuery } from "./judge.ts";
import { BYSTANDERS, FUZZED_ROOM, REMOTE, SENDING } from "./room.ts";
import { BURSTS, type FuzzStanza, NUMBER, type Sender, SENDERS } from "./stanzas.ts";

/** The most bytes of a stanza from a client, by default, with the space after it. */
const LARGEST_STANZA = 262_144;

const SETTINGS: Settings = { ...UNLIMITED, list: true };
const SESSIONS = [...Object.values(SENDING), ...BYSTANDERS];

export class FuzzedRoom implements World<readonly FuzzStanza[]> {
  readonly cases = BURSTS;
  readonly #people: PeopledService;

  private constructor(people: PeopledService) {
    this.#people = people;
  }

  /** Starts a server and connects everybody. */
  static async start(place: Place): Promise<FuzzedRoom> {
    return new FuzzedRoom(await PeopledService.start(SETTINGS, place, SESSIONS));
  }

  /** Sends stanzas to a new room, all at once, and waits until all that comes of them has come. */
  async play(stanzas: readonly FuzzStanza[]): Promise<Report> {
    await this.#people.connect(SESSIONS);
    await this.#people.call("build", planOf(FUZZED_ROOM));
    await this.#arrivals();
    const sent = stanzas.map((each, index) => ({
      ...each,
      xml: each.xml.replaceAll(NUMBER, String(index)),
    }));
    await Promise.all(SENDERS.map((sender) => this.#send(sender, sent)));
    const arrivals = await this.#arrivals();
    const { ours, others } = this.#people.nextErrors();
    const closed = SENDERS.filter((sender) => !this.#client(sender).connected);
    await this.#people.call("remove", FUZZED_ROOM.jid);
    const answers = SENDERS.flatMap((sender) => arrivals.get(sender) ?? []);
    return {
      findings: [
        ...ours.map(asFinding),
        ...closed.filter((sender) => !breaksStream(sender, sent)).map(wasClosed),
        ...sent.flatMap((each) =>
          closed.includes(each.sender) ? [] : this.#judge(each, arrivals.get(each.sender) ?? []),
        ),
        ...BYSTANDERS.flatMap((to) => (arrivals.get(to) ?? []).map((stanza) => overheard(to, stanza))),
      ],
      counts: {
        "stanzas sent": sent.length,
        answers: answers.length,
        "streams closed": closed.length,
        "errors of Prosody's own": others.length,
      },
    };
  }

  stop(): Promise<void> {
    return this.#people.stop();
  }

  #client(sender: Sender): XmppClient {
    const client = sender === "component" ? undefined : this.#people.clients.get(SENDING[sender]);
    return client ?? this.#people.component;
  }

  async #send(sender: Sender, stanzas: readonly FuzzStanza[]): Promise<void> {
    const xml = stanzas.flatMap((each) => (each.sender === sender ? each.xml : [])).join("");
    if (xml !== "") await this.#client(sender).send(xml);
  }

  /** All that has come, by sender and bystander. */
  async #arrivals(): Promise<Map<string, Element[]>> {
    const senders = new Map(Object.entries(SENDING).map(([sender, jid]) => [jid, sender]));
    const arrivals = new Map<string, Element[]>();
    await this.#people.takeArrivals((jid, stanza) => {
      const to = senders.get(jid) ?? (BYSTANDERS.includes(jid) ? jid : "component");
      arrivals.set(to, [...(arrivals.get(to) ?? []), stanza]);
    });
    return arrivals;
  }

  #judge({ sender, xml }: FuzzStanza, answers: readonly Element[]): Finding[] {
    if (!xml.startsWith("<iq")) return [];
    const isParis = sender === "component" && xml.includes(` from='${REMOTE}'`);
    const jid = sender === "component" ? (isParis ? REMOTE : REMOTE_HOST) : SENDING[sender];
    const problem = judgeQuery(xml, proberOf(jid), answers, SETTINGS, this.#people.release);
    return problem === undefined ? [] : [{ to: sender, problem }];
  }
}

/** Somebody in the room, or nobody in it. */
function proberOf(jid: string): Prober {
  const nobody = { bareJid: jid, affiliation: "none", occupants: [], strangers: [] } as const;
  return { jid, person: FUZZED_ROOM.people.find(({ bareJid }) => jid.startsWith(`${bareJid}/`)) ?? nobody };
}

/** Says whether a stream may be closed rightly: for what is no stanza, or a larger one than Prosody reads. */
function breaksStream(sender: Sender, stanzas: readonly FuzzStanza[]): boolean {
  const isTooMuch = ({ xml, closesStream }: FuzzStanza): boolean =>
    closesStream === true || Buffer.byteLength(xml) > LARGEST_STANZA;
  return stanzas.some((each) => each.sender === sender && isTooMuch(each));
}

function wasClosed(sender: Sender): Finding {
  return { to: sender, problem: "has lost its stream" };
}

function overheard(to: string, stanza: Element): Finding {
  return { to, problem: "was sent what it did not ask for", received: stanza.toString() };
}
