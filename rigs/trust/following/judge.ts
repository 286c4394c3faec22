// Holds what a follower was sent against what comes beside: everybody's presences in a room that shows everybody, and those that
// Prosody sends by itself in a room like this one.
import type { Element } from "scansion-runner";
import { Answers } from "../contract/answers.ts";
import { canonical } from "../contract/canonical.ts";
import type { Release, Room } from "../contract/model.ts";
import type { Finding } from "../check.ts";
import { bareJidOf, SESSIONS } from "./acts.ts";
import { type Change, type Followed, joinsAnew, maySee, movedTo, proberOf } from "./followers.ts";
import { nickOf, userOf } from "./people.ts";

/** Presences that came to a session from one nick, in the three rooms. */
export interface Streams {
  /** In the room with the plugin. */
  readonly here: Element[];
  /** In a room with the same settings, where it is not. */
  readonly plain: Element[];
  /** In a room that shows everybody. */
  readonly open: Element[];
}

/** For each session and each nick what came. */
export type Arrivals = Map<string, Map<string, Streams>>;

const NOTHING: Streams = { here: [], plain: [], open: [] };

/** Everything wrong with what came when something happened. */
export function judgeChange(
  change: Change,
  followed: Followed,
  arrivals: Arrivals,
  release: Release,
): Finding[] {
  return SESSIONS.flatMap((session) => {
    const ofSession = arrivals.get(session) ?? new Map<string, Streams>();
    const nicks = new Set([...(followed.get(session) ?? []), ...ofSession.keys()]);
    return [...nicks].flatMap((nick) => {
      const streams = ofSession.get(nick) ?? NOTHING;
      const wanted = expected(change, followed, session, nick, streams, release).map(comparable);
      const got = streams.here.map(comparable);
      if (wanted.join("\n") === got.join("\n")) return [];
      const how = isFollowed(change, followed, session, nick) ? "follows" : "does not follow";
      return [
        {
          to: session,
          problem: `was told wrong of ${nick}, whom it ${how}, when ${JSON.stringify(change.act)} happened`,
          expected: wanted.join("\n"),
          received: got.join("\n"),
        },
      ];
    });
  });
}

/** Says whether somebody was followed before, under this nick or one that was changed to it. */
function isFollowed(
  { before, after, act }: Change,
  followed: Followed,
  session: string,
  nick: string,
): boolean {
  const nicks = followed.get(session) ?? new Set<string>();
  return nicks.has(nick) || [...nicks].some((each) => movedTo(before, after, act, each) === nick);
}

function expected(
  change: Change,
  followed: Followed,
  session: string,
  nick: string,
  { plain, open }: Streams,
  release: Release,
): readonly Element[] {
  const { before, after, act, settings } = change;
  if (!isFollowed(change, followed, session, nick) || joinsAnew(before, after, act, session)) return plain;
  const isThere = userOf(after, nick) !== undefined;
  if (isThere && !maySee(after, settings, session, nick)) {
    if (isUnavailable(plain.at(-1))) return plain;
    return [...plain, wordOf(change, session, nick, release)];
  }
  const published = hasListsSent(change, session) ? plain : withoutDoubles(plain, open);
  const isLastWrong = isThere && isUnavailable(published.at(-1));
  return isLastWrong ? [...published, wordOf(change, session, nick, release)] : published;
}

/** Prosody sends somebody who becomes or is no longer moderator the list of all: that is no change of theirs. */
function hasListsSent({ before, after, act }: Change, session: string): boolean {
  if (act.step !== "affiliate" || act.user !== bareJidOf(session)) return false;
  const role = (room: Room): string | undefined =>
    userOf(room, nickOf(room, session) ?? "")?.occupants.find(({ nick }) => nick === nickOf(room, session))
      ?.role;
  return (role(before) === "moderator") !== (role(after) === "moderator");
}

/** First what Prosody sends here only, then what it publishes. */
function withoutDoubles(plain: readonly Element[], open: readonly Element[]): readonly Element[] {
  const published = open.map(comparable);
  return [...plain.filter((stanza) => !published.includes(comparable(stanza))), ...open];
}

/** The follower's news of a nick. */
function wordOf({ after, settings }: Change, session: string, nick: string, release: Release): Element {
  const answers = new Answers(
    after,
    { ...settings, unknown: "unavailable" },
    release,
    proberOf(after, session),
  );
  const { presence } = answers.byNick(nick);
  if (presence === undefined) throw new Error("Row 4 has an answer");
  presence.attrs.to = session;
  return presence;
}

function isUnavailable(stanza: Element | undefined): boolean {
  return stanza?.attrs.type === "unavailable";
}

/** A presence of any of the rooms, as text. */
function comparable(stanza: Element): string {
  const [, resource] = /^[^/]*(\/.*)?$/s.exec(String(stanza.attrs.from)) ?? [];
  const { from, ...attributes } = stanza.attrs as Record<string, string>;
  stanza.attrs = attributes;
  const text = canonical(stanza);
  if (from !== undefined) stanza.attrs.from = from;
  return `${resource ?? ""} ${text}`;
}
