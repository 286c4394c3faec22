import type { Allowance } from "./allowance.ts";
import { Listing } from "./listing.ts";
import type { Offer } from "./offer.ts";
import { isThere, keyOf, type Item, type Person, type Question, type Reply, type Told } from "./stanzas.ts";

/** People come into view one after the other; those of one screen are asked for together. */
const SETTLE_MILLISECONDS = 150;
/** Somebody who is scrolled away for so long is let go. */
const LINGER_MILLISECONDS = 10_000;
/** Somebody who is not followed is asked for again when seen again after that time. */
const FRESH_MILLISECONDS = 60_000;
/** A whole screen is waited for so long; if that is too long, those are asked for who may be now. */
const PATIENCE_MILLISECONDS = 2_000;
/** After that time it is tried once more where no answer came. */
const RETRY_MILLISECONDS = 10_000;
const TRIES = 2;
/** Refusals of servers that do not know what is asked. */
const UNKNOWN_REQUEST = ["service-unavailable", "feature-not-implemented"];

/** The outside world, as the people of a room need it. */
export interface Ports {
  /** The time in milliseconds. */
  now(): number;
  after(milliseconds: number, act: () => void): void;
  send(question: Question): Promise<Reply>;
  /** Shows what the room says of somebody. */
  tell(told: Told): void;
  /** Is called when what `state` says may have changed. */
  changed(): void;
}

/** The state of a room's people, to show to the user. */
export interface State {
  /** For how many seconds the room tells to wait. */
  readonly waitSeconds?: number | undefined;
  /** People listed so far, where the room lists people. */
  readonly listed?: number | undefined;
  readonly count?: number | undefined;
}

/** Somebody who is or was on the screen, or followed. */
interface Seen {
  readonly person: Person;
  onScreen: boolean;
  leftScreenAt: number;
  /** When the room last said something of them, if what it said still counts. */
  toldAt: number | undefined;
  there: boolean;
  followed: boolean;
  /** The room showed them and did not let us follow. */
  notFollowed: boolean;
  tries: number;
}

/** Decides who in a room is asked for, and when. */
export class RoomPeople {
  readonly #ports: Ports;
  readonly #allowance: Allowance;
  readonly #seen = new Map<string, Seen>();
  /** Those heard of by presences that the room sends to everybody: there is nothing to ask. */
  readonly #heard = new Map<string, Person>();
  /** Nicks that were asked for in a way that presences answer, and the time until which an answer is expected. */
  readonly #expected = new Map<string, number>();
  #offer: Offer | undefined;
  #listing = new Listing();
  #role: string | undefined;
  /** True once somebody was met of whom the room told nothing. */
  #hidesPeople = false;
  /** Most people in one question; less than the room says where it refused more. */
  #most = Infinity;
  #listEndInView = false;
  #asking = false;
  #isDue = false;
  #pausedUntil = 0;
  /** Tells answers to questions of an earlier stay in the room. */
  #stay = 0;

  constructor(ports: Ports, allowance: Allowance) {
    this.#ports = ports;
    this.#allowance = allowance;
  }

  /** Begins, or goes on with another offer if the room was configured anew. */
  enter(offer: Offer): void {
    this.#offer = offer;
    this.#most = Infinity;
    this.#allowance.limit(offer.rate, offer.burst);
    if (offer.occupants !== undefined && offer.occupants > this.#heard.size) this.#hidesPeople = true;
    this.#soon();
  }

  /** Forgets all that was true in the room: the user has left, or the connection is gone. */
  leave(): void {
    this.#stay++;
    this.#offer = undefined;
    this.#asking = false;
    this.#hidesPeople = false;
    this.#listing = new Listing();
    this.#heard.clear();
    this.#expected.clear();
    const onScreen = [...this.#seen.values()].filter((seen) => seen.onScreen);
    this.#seen.clear();
    for (const { person } of onScreen) this.#see(person);
    this.#ports.changed();
  }

  /** Takes note of the user's own role: some rooms tell more to moderators. */
  set role(role: string | undefined) {
    if (role === this.#role) return;
    this.#role = role;
    this.#soon();
  }

  /** Takes note of everybody who is on the screen, and whether the end of the list of people is. */
  look(people: readonly Person[], listEndInView: boolean): void {
    const keys = new Set(people.map(keyOf));
    for (const [key, seen] of this.#seen) if (seen.onScreen && !keys.has(key)) this.#scrolledAway(seen);
    for (const person of people) this.#see(person);
    this.#listEndInView = listEndInView;
    this.#soon();
  }

  /** Takes note of a presence that the room sent to everybody. */
  hear(person: Person, there: boolean): void {
    const key = `nick:${person.nick ?? ""}`;
    if (there) this.#heard.set(key, person);
    else this.#heard.delete(key);
  }

  /** Takes note of somebody who wrote just now. If nothing was heard of them, the room hides people. */
  wrote(person: Person): void {
    if (this.#isHeard(person)) return;
    this.#hidesPeople = true;
    this.#soon();
  }

  isFollowed(person: Person): boolean {
    return this.#seen.get(keyOf(person))?.followed === true;
  }

  /** Takes note that somebody who was followed has left, and so is followed no more. */
  left(person: Person): void {
    const seen = this.#seen.get(keyOf(person));
    if (seen) Object.assign(seen, { there: false, followed: false, toldAt: this.#ports.now() });
  }

  /** Takes note of the new nick of somebody who is followed. */
  renamed(person: Person, nick: string): void {
    const seen = this.#seen.get(keyOf(person));
    if (seen?.person.id !== undefined || !seen) return;
    this.#seen.delete(keyOf(person));
    this.#seen.set(keyOf({ nick }), { ...seen, person: { nick } });
  }

  /** Finds the person whom a presence tells of, if it answers a probe or a batch; it does so once. */
  takeAnswer(nick: string, there: boolean): Person | undefined {
    if (!this.#takeExpected(nick)) return undefined;
    const seen = [...this.#seen.values()].find(({ person }) => person.nick === nick);
    if (seen) Object.assign(seen, { there, toldAt: this.#ports.now() });
    return seen?.person ?? { nick };
  }

  /** Takes note of a refusal of a probe. */
  refusedProbe(nick: string, reply: Reply): void {
    if (!this.#takeExpected(nick) || reply.kind !== "wait") return;
    for (const seen of this.#seen.values()) if (seen.person.nick === nick) seen.toldAt = undefined;
    this.#obey(reply.seconds);
  }

  get state(): State {
    const { toldToWait } = this.#allowance;
    return {
      waitSeconds: toldToWait > 0 && this.#isOfUse() ? Math.ceil(toldToWait / 1000) : undefined,
      listed: this.#offer?.list === true ? this.#listing.listed : undefined,
      count: this.#listing.count,
    };
  }

  #see(person: Person): void {
    const seen = this.#seen.get(keyOf(person));
    if (seen === undefined) {
      this.#seen.set(keyOf(person), newlySeen(person));
    } else if (!seen.onScreen) {
      const isFresh = seen.followed || this.#ports.now() - (seen.toldAt ?? -Infinity) < FRESH_MILLISECONDS;
      Object.assign(seen, { onScreen: true, notFollowed: false, tries: 0 });
      if (!isFresh) seen.toldAt = undefined;
    }
  }

  #scrolledAway(seen: Seen): void {
    Object.assign(seen, { onScreen: false, leftScreenAt: this.#ports.now() });
    if (seen.followed) this.#in(LINGER_MILLISECONDS);
  }

  #takeExpected(nick: string): boolean {
    const until = this.#expected.get(nick) ?? 0;
    this.#expected.delete(nick);
    return until >= this.#ports.now();
  }

  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#ports.after(SETTLE_MILLISECONDS, () => {
      this.#isDue = false;
      void this.#ask();
    });
  }

  #in(milliseconds: number): void {
    this.#ports.after(milliseconds, () => void this.#ask());
  }

  /** Asking is of use where there are people of whom the room tells nothing by itself, but tells us. */
  #isOfUse(): boolean {
    if (this.#offer === undefined || !this.#hidesPeople) return false;
    return (
      this.#offer.hidden === "anyone" || (this.#offer.hidden === "moderators" && this.#role === "moderator")
    );
  }

  #isHeard(person: Person): boolean {
    if (person.id === undefined) return this.#heard.has(`nick:${person.nick ?? ""}`);
    return [...this.#heard.values()].some(({ id }) => id === person.id);
  }

  async #ask(): Promise<void> {
    if (this.#asking || this.#ports.now() < this.#pausedUntil || !this.#isOfUse()) return;
    const question = this.#next();
    if (question === undefined) return;
    const stay = this.#stay;
    this.#asking = true;
    this.#allowance.take(costOf(question));
    if ("nicks" in question) this.#expect(question.nicks);
    const reply = await this.#ports.send(question);
    if (stay !== this.#stay) return;
    this.#asking = false;
    this.#take(question, reply);
    this.#ports.changed();
    this.#soon();
  }

  /** The next question, if there is one and it may be asked now. */
  #next(): Question | undefined {
    const wanted = [...this.#seen.values()].filter((seen) => this.#isWanted(seen));
    const letGo = this.#toLetGo(wanted.length);
    const isPage = wanted.length === 0 && letGo.length === 0;
    if (isPage && !this.#wantsPage()) return undefined;
    const size = this.#permitted(isPage ? this.#listing.pageSize : wanted.length + letGo.length);
    if (size === 0) return undefined;
    if (isPage) return this.#listing.question(size, this.#freeToFollow() >= size);
    const asked = wanted.slice(0, size);
    return this.#questionFor(asked, letGo.slice(0, size - asked.length));
  }

  #questionFor(asked: readonly Seen[], letGo: readonly Seen[]): Question {
    const way = this.#offer?.way ?? "probes";
    if (way !== "query") return { kind: way, nicks: asked.map(({ person }) => person.nick ?? "") };
    let free = this.#freeToFollow() + letGo.length;
    const items: Item[] = letGo.map(({ person }) => ({ person, follow: false }));
    for (const { person } of asked) items.push({ person, follow: free-- > 0 });
    return { kind: "query", items };
  }

  #isWanted(seen: Seen): boolean {
    if (!seen.onScreen || seen.tries >= TRIES || this.#isHeard(seen.person)) return false;
    if (this.#offer?.way !== "query" && (seen.person.nick ?? "") === "") return false;
    const wantsToFollow = seen.there && !seen.followed && !seen.notFollowed && this.#canMakeRoom();
    return seen.toldAt === undefined || wantsToFollow;
  }

  /** Finds those to let go: they are away for long, or room is needed. */
  #toLetGo(wanted: number): Seen[] {
    const now = this.#ports.now();
    const away = this.#followed()
      .filter(({ onScreen }) => !onScreen)
      .sort((a, b) => a.leftScreenAt - b.leftScreenAt);
    const needed = wanted - this.#freeToFollow();
    return away.filter((seen, i) => i < needed || now - seen.leftScreenAt >= LINGER_MILLISECONDS);
  }

  #followed(): Seen[] {
    return [...this.#seen.values()].filter(({ followed }) => followed);
  }

  #freeToFollow(): number {
    return this.#offer?.way === "query" ? this.#offer.follow - this.#followed().length : 0;
  }

  #canMakeRoom(): boolean {
    return this.#freeToFollow() > 0 || this.#followed().some(({ onScreen }) => !onScreen);
  }

  #wantsPage(): boolean {
    return (
      this.#offer?.way === "query" && this.#offer.list && this.#listEndInView && !this.#listing.isComplete
    );
  }

  /** Counts those of the wanted who may be asked for now. If none may, it is tried again when some may be. */
  #permitted(wanted: number): number {
    const { batchLimit, burst } = this.#offer ?? { batchLimit: 0, burst: 0 };
    const size = Math.min(wanted, batchLimit, burst, this.#most);
    const untilAll = this.#allowance.until(size);
    if (untilAll === 0) return size;
    const isTooLong = untilAll > PATIENCE_MILLISECONDS;
    const { left } = this.#allowance;
    if (isTooLong && left >= 1) return left;
    this.#in(isTooLong ? this.#allowance.until(1) : untilAll);
    return 0;
  }

  #take(question: Question, reply: Reply): void {
    switch (reply.kind) {
      case "told":
        this.#takeTold(question, reply);
        break;
      case "wait":
        this.#allowance.giveBack(costOf(question));
        this.#obey(reply.seconds);
        break;
      case "refused":
        this.#allowance.giveBack(costOf(question));
        this.#takeRefusal(question, reply.condition);
        break;
      case "lost":
        this.#tried(question);
        this.#pausedUntil = this.#ports.now() + RETRY_MILLISECONDS;
        this.#in(RETRY_MILLISECONDS);
    }
  }

  #takeTold(question: Question, reply: Extract<Reply, { kind: "told" }>): void {
    if (question.kind === "page") {
      this.#listing.add(reply.people.length, reply.count, reply.last);
      // It is not known before the page is shown.
      this.#listEndInView = false;
    }
    if (question.kind === "query" || question.kind === "page") {
      this.#allowance.giveBack(costOf(question) - reply.people.length);
      const changesFollowing = question.kind === "query" || question.follow;
      for (const told of reply.people) this.#told(told, changesFollowing);
    } else {
      for (const nick of question.nicks) this.#askedByNick(nick);
    }
  }

  #told(told: Told, changesFollowing: boolean): void {
    const key = keyOf(told.person);
    const seen = this.#seen.get(key) ?? newlySeen(told.person, false, this.#ports.now());
    this.#seen.set(key, seen);
    const there = isThere(told.presence);
    Object.assign(seen, { toldAt: this.#ports.now(), there, tries: 0 });
    // A page that follows nobody does not say who is followed already.
    if (changesFollowing)
      Object.assign(seen, { followed: told.followed, notFollowed: there && !told.followed });
    if (told.followed && !seen.onScreen) this.#in(LINGER_MILLISECONDS);
    this.#ports.tell(told);
  }

  /** Nothing tells whether a probe will be answered, so that it counts as answered until told otherwise. */
  #askedByNick(nick: string): void {
    for (const seen of this.#seen.values()) if (seen.person.nick === nick) seen.toldAt ??= this.#ports.now();
  }

  #expect(nicks: readonly string[]): void {
    const until = this.#ports.now() + RETRY_MILLISECONDS;
    for (const nick of nicks) this.#expected.set(nick, until);
  }

  #takeRefusal(question: Question, condition: string): void {
    if (condition === "not-acceptable") this.#offer = undefined;
    else if (UNKNOWN_REQUEST.includes(condition)) this.#fallBack(question);
    else if (question.kind === "query" && question.items.length > 1) this.#halve(question.items.length);
    else this.#tried(question, TRIES);
  }

  #fallBack(question: Question): void {
    if (this.#offer === undefined) return;
    if (question.kind === "page") this.#offer = { ...this.#offer, list: false };
    else if (question.kind === "query") this.#offer = { ...this.#offer, way: "batch", list: false };
    else this.#offer = { ...this.#offer, way: "probes" };
  }

  /** One bad item refuses the whole question, and nothing says which: smaller questions find it. */
  #halve(size: number): void {
    this.#most = Math.ceil(size / 2);
  }

  #tried(question: Question, times = 1): void {
    if (question.kind === "page") this.#listing.failed();
    else for (const seen of this.#seenIn(question)) seen.tries += times;
  }

  #seenIn(question: Exclude<Question, { kind: "page" }>): Seen[] {
    const isAsked =
      question.kind === "query"
        ? (seen: Seen): boolean => question.items.some(({ person }) => keyOf(person) === keyOf(seen.person))
        : (seen: Seen): boolean => question.nicks.includes(seen.person.nick ?? "");
    return [...this.#seen.values()].filter(isAsked);
  }

  #obey(seconds: number): void {
    this.#allowance.wait(seconds);
    this.#in(seconds * 1000);
    this.#ports.changed();
    this.#ports.after(seconds * 1000, () => {
      this.#ports.changed();
    });
  }
}

function newlySeen(person: Person, onScreen = true, leftScreenAt = 0): Seen {
  return {
    person,
    onScreen,
    leftScreenAt,
    toldAt: undefined,
    there: false,
    followed: false,
    notFollowed: false,
    tries: 0,
  };
}

function costOf(question: Question): number {
  switch (question.kind) {
    case "query":
      return question.items.length;
    case "page":
      return question.max;
    default:
      return question.nicks.length;
  }
}
