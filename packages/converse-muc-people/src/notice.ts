import type { State } from "./room-people.ts";

const CLASS = "muc-people-notice";

/** The texts below the list of people; web masters may translate them. */
export const TEXTS = {
  wait: "The room asks to wait %s s before it tells more.",
  some: "%s of %s people are listed. Scroll down for more.",
  all: "All %s people are listed.",
};

/** Says below a room's list of people what there is to say, if the list is shown. */
export function showNotice(room: string, state: State, texts: typeof TEXTS): void {
  const list = document.querySelector(`converse-muc-occupants[jid="${CSS.escape(room)}"] .occupants`);
  if (list === null) return;
  const text = textFor(state, texts);
  const notice = list.querySelector(`:scope > .${CLASS}`) ?? addNotice(list);
  if (notice.textContent !== text) notice.textContent = text;
}

function textFor({ waitSeconds, listed, count }: State, texts: typeof TEXTS): string {
  if (waitSeconds !== undefined) return fill(texts.wait, waitSeconds);
  if (listed === undefined || count === undefined) return "";
  return listed < count ? fill(texts.some, listed, count) : fill(texts.all, count);
}

function fill(text: string, ...numbers: readonly number[]): string {
  return numbers.reduce<string>((filled, number) => filled.replace("%s", String(number)), text);
}

/** Must be in the page before it says something, or screen readers keep silent. */
function addNotice(list: Element): Element {
  const notice = document.createElement("p");
  notice.className = `${CLASS} small m-0 p-2`;
  notice.setAttribute("role", "status");
  list.append(notice);
  return notice;
}
