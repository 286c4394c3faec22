import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { waitUntilReads, WAIT_MILLISECONDS } from "../waiting.ts";

/** Longer than the plugin waits before it asks, and Converse.js before it draws. */
const QUIET_MILLISECONDS = 2_000;

/** A question that was sent: of what kind, and whom it asks for. */
export interface Asked {
  readonly kind: "query" | "page" | "batch" | "probe";
  readonly people: number;
  readonly followed: number;
  readonly xml: string;
}

/** Converse.js with the plugin, as a user sees it. */
export class PeoplePage {
  readonly page: Page;
  readonly #room: string;
  readonly #nick: string;

  constructor(page: Page, room: string, nick: string) {
    page.setDefaultTimeout(WAIT_MILLISECONDS);
    this.page = page;
    this.#room = room;
    this.#nick = nick;
  }

  /** Waits until what is read from the page is as expected, and fails with the difference if it never is. */
  async shows<T>(read: () => Promise<T>, expected: T): Promise<void> {
    await waitUntilReads(read, expected);
  }

  /** Waits until something is so. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    await this.shows(isSo, true);
  }

  /** Waits as long as it takes to see that nothing more happens. */
  async quiet(): Promise<void> {
    await delay(QUIET_MILLISECONDS);
  }

  /** The questions that were sent, oldest first. */
  async asked(): Promise<Asked[]> {
    const sent = await this.page.evaluate<string[]>(
      `stanzas.filter(({ way }) => way === "sent").map(({ xml }) => xml)`,
    );
    return sent.flatMap(readQuestion);
  }

  /** The roles and affiliations beside the newest message of somebody. */
  async labelsOf(nick: string): Promise<string[]> {
    return this.#message(nick).locator(".chat-msg__heading .badge").allInnerTexts();
  }

  async hasPhoto(nick: string): Promise<boolean> {
    return (await this.#message(nick).locator('converse-avatar image[href^="data:image/bmp"]').count()) > 0;
  }

  /** Lists people with their status: `Juliet (Online)`. */
  async listed(): Promise<string[]> {
    const script = `[...document.querySelectorAll("li.occupant")].map((li) => li.querySelector(".occupant-nick").innerText.trim() + " (" +
      li.querySelector(".chat-status").getAttribute("title") + ")")`;
    return this.page.evaluate<string[]>(script);
  }

  /** Opens the list of people, if it is closed. */
  async openList(): Promise<void> {
    const entry = this.page.locator('converse-muc-heading [title="Show the groupchat participants"]');
    const list = this.page.locator("converse-muc-occupants");
    await entry.or(list).first().waitFor({ state: "attached" });
    // Converse.js draws its menu anew now and then, which closes it: what is in it is clicked without opening it.
    if ((await list.count()) === 0) await entry.dispatchEvent("click");
    await this.page.locator("converse-muc-occupants li.occupant").first().waitFor();
  }

  /** Closes the list of people: on a phone it hides the messages. */
  async closeList(): Promise<void> {
    await this.page
      .locator('converse-muc-heading [title="Hide the groupchat participants"]')
      .dispatchEvent("click");
  }

  async scrollList(to: "top" | "end"): Promise<void> {
    const list = this.page.locator("converse-muc-occupants li.occupant");
    await (to === "end" ? list.last() : list.first()).scrollIntoViewIfNeeded();
  }

  /** All that Converse.js says of others by itself: who came, who left, who may no longer speak. */
  async said(): Promise<string> {
    const texts = await this.page.locator(".chat-content__notifications, .chat-info").allInnerTexts();
    return texts.join(" ").replace(`${this.#nick} has entered the groupchat`, "").trim();
  }

  async hasPhotoListed(nick: string): Promise<boolean> {
    const person = this.page.locator("li.occupant", { hasText: nick });
    return (await person.locator('image[href^="data:image/bmp"]').count()) > 0;
  }

  /** Faults that axe finds in a part of the page. */
  async violations(axe: string, selector: string): Promise<string[]> {
    await this.page.evaluate(axe);
    const script = `axe.run(${JSON.stringify(selector)}).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`;
    return this.page.evaluate<string[]>(script);
  }

  isConnected(): Promise<boolean> {
    return this.page.evaluate<boolean>(`api.connection.connected()`);
  }

  /** The plugin's words below the list. */
  notice(): Promise<string> {
    return this.#notice.innerText();
  }

  get #notice(): Locator {
    return this.page.locator(".muc-people-notice");
  }

  /** Leaves the room, and comes back. */
  async leaveAndEnter(): Promise<void> {
    await this.page.evaluate(`(async () => {
      const muc = await api.rooms.get(${JSON.stringify(this.#room)});
      await muc.leave();
      await muc.rejoin();
    })()`);
  }

  /** Cuts the connection as a network does. */
  async cutConnection(): Promise<void> {
    await this.page.evaluate(`api.connection.get()._proto.socket.close()`);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  #message(nick: string): Locator {
    const author = this.page.locator(".chat-msg__author", { hasText: nick });
    return this.page.locator(".chat-msg").filter({ has: author }).last();
  }
}

function readQuestion(xml: string): Asked[] {
  const people = xml.split("<item").length - 1;
  const followed = xml.split(`follow="true"`).length - 1;
  if (/^<presence[^>]* type="probe"/.test(xml)) return [{ kind: "probe", people: 1, followed, xml }];
  if (!/^<iq[^>]* type="get"/.test(xml)) return [];
  if (xml.includes(`<query xmlns="http://jabber.org/protocol/muc#user"`))
    return [{ kind: "batch", people, followed, xml }];
  if (!xml.includes(`<query xmlns="http://modules.prosody.im/mod_muc_probe/1"`)) return [];
  return [{ kind: xml.includes("<set") ? "page" : "query", people, followed, xml }];
}
