// What somebody asks in one go, and whether each question got exactly one answer.
import { batch, NS_MUC } from "../../../tools/kit/room-clients.ts";
import type { Element } from "scansion-runner";
import type { Random } from "./random.ts";

const BATCH_SHARE = 0.1;
const MOST_IN_BATCH = 8;
/** The `id` of every question begins so, unlike that of anything else that is sent. */
const QUESTION_ID = "ask-";

/** A probe, or a batch. */
export interface LoadQuestion {
  readonly id: string;
  readonly room: string;
  readonly nicks: readonly string[];
  readonly isBatch: boolean;
}

/** The tally of answers to questions. */
export interface Tally {
  readonly answered: number;
  readonly refused: number;
  readonly throttled: number;
  /** The faults: answers that are missing, doubled or another's. */
  readonly problems: readonly string[];
}

/** Makes up a question about some of the nicks of a room. */
export function loadQuestion(
  random: Random,
  id: string,
  room: string,
  nicks: readonly string[],
): LoadQuestion {
  if (!random.chance(BATCH_SHARE))
    return { id: `${QUESTION_ID}${id}`, room, nicks: [random.pick(nicks)], isBatch: false };
  const some = Array.from({ length: 1 + random.below(MOST_IN_BATCH) }, () => random.pick(nicks));
  return { id: `${QUESTION_ID}${id}`, room, nicks: [...new Set(some)], isBatch: true };
}

/** The stanza that asks it. */
export function stanzaOf({ id, room, nicks, isBatch }: LoadQuestion): string {
  if (!isBatch) return `<presence type='probe' id='${id}' to='${room}/${nicks.join("")}'/>`;
  return batch(room, nicks, id).toString();
}

/** Holds what came against what was asked. Answers come in the order of the questions; what is no answer is left out. */
export function tally(questions: readonly LoadQuestion[], received: readonly Element[]): Tally {
  const answers = received.filter(isAnswer);
  const sum = { answered: 0, refused: 0, throttled: 0 };
  for (const question of questions) {
    const outcome = takeAnswer(question, answers);
    if (outcome === undefined) {
      const next = answers[0]?.toString() ?? "nothing";
      return { ...sum, problems: [`${stanzaOf(question)} was not answered; what came instead: ${next}`] };
    }
    sum[outcome] += 1;
  }
  return { ...sum, problems: answers.map((answer) => `nobody asked for ${answer.toString()}`) };
}

/** Takes the answer to a question from the front of the list. */
function takeAnswer(question: LoadQuestion, answers: Element[]): keyof Omit<Tally, "problems"> | undefined {
  const { id, room, nicks, isBatch } = question;
  const [first] = answers;
  const from = isBatch ? room : `${room}/${nicks.join("")}`;
  if (first?.attrs.type === "error" && first.attrs.id === id && first.attrs.from === from) {
    answers.shift();
    return first.getChild("error")?.attrs.type === "wait" ? "throttled" : "refused";
  }
  const complete =
    nicks.every((nick) => isAbout(answers.shift(), `${room}/${nick}`, id)) &&
    (!isBatch || isResult(answers.shift(), id));
  return complete ? "answered" : undefined;
}

/** A present occupant's answer has the `id` of its own presence. */
function isAbout(answer: Element | undefined, occupantJid: string, id: string): boolean {
  if (!answer?.is("presence") || answer.attrs.from !== occupantJid) return false;
  return answer.attrs.type === undefined || (answer.attrs.type === "unavailable" && answer.attrs.id === id);
}

function isResult(answer: Element | undefined, id: string): boolean {
  return answer?.is("iq") === true && answer.attrs.type === "result" && answer.attrs.id === id;
}

/**
 * With no role's presence broadcast, the room sends somebody no presences but its own, which say so (status 110), errors at
 * joining, and answers.
 */
function isAnswer(stanza: Element): boolean {
  if (String(stanza.attrs.id).startsWith(QUESTION_ID)) return true;
  if (!stanza.is("presence") || stanza.attrs.type === "error") return false;
  const statuses = stanza.getChild("x", `${NS_MUC}#user`)?.getChildren("status") ?? [];
  return !statuses.some(({ attrs }) => attrs.code === "110");
}
