import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { waitUntilReads, WAIT_MILLISECONDS } from "./waiting.ts";
import { ROOT } from "../../tools/kit/project.ts";

/** Somebody in the list beside the chat, as a user sees it. */
export interface Listed {
  readonly nick: string;
  /** Such as `Online`; whoever Converse.js knows nothing of is `Offline`, too. */
  readonly presence: string;
  /** Affiliation and role where they are out of the ordinary, such as `Member`. */
  readonly badges: readonly string[];
}

const AGAIN_MILLISECONDS = 1000;
const VIEWPORT = { width: 900, height: 700 };
const SCREENSHOTS = join(ROOT, process.env.PICTURES ?? "build/screenshots");

/** Converse.js in a browser, as one user in the room of the demonstration. */
export class Chat {
  readonly #page: Page;
  readonly #window: Page | Frame;

  private constructor(page: Page, window: Page | Frame = page) {
    this.#page = page;
    this.#window = window;
  }

  /** Opens the chat and waits until the user is in the room. */
  static async enter(
    browser: Browser,
    httpPort: number,
    nick: string,
    options: { readonly batches?: boolean } = {},
  ): Promise<Chat> {
    const page = await browser.newPage({ viewport: VIEWPORT, timezoneId: "UTC" });
    await page.goto(
      `http://localhost:${httpPort}/chat.html?as=${nick}${options.batches === true ? "&batches" : ""}`,
    );
    return Chat.inRoom(page, nick);
  }

  /** Takes over a page that opens the chat, and waits until the user is in the room. */
  static async inRoom(page: Page, nick: string): Promise<Chat> {
    page.setDefaultTimeout(WAIT_MILLISECONDS);
    const chat = new Chat(page);
    await chat.shows(() => chat.isListed(nick), true);
    return chat;
  }

  /** Takes over a frame of a page, in which somebody is in a room. */
  static inFrame(frame: Frame): Chat {
    return new Chat(frame.page(), frame);
  }

  /** Waits until what is read from the page is as expected, and fails with the difference if it never is. */
  async shows<T>(read: () => Promise<T>, expected: T): Promise<void> {
    await waitUntilReads(read, expected);
  }

  /** Finds somebody in the list of those in the room. */
  async find(nick: string): Promise<Listed | undefined> {
    const entry = this.#entryOf(nick);
    if ((await entry.count()) === 0) return undefined;
    const [presence = ""] = await titles(entry.locator("converse-icon.chat-status"));
    return { nick, presence, badges: await titles(entry.locator(".badge")) };
  }

  async isListed(nick: string): Promise<boolean> {
    return (await this.#entryOf(nick).count()) > 0;
  }

  #entryOf(nick: string): Locator {
    const name = this.#window.locator(".occupant-nick", { hasText: new RegExp(`^${nick}$`) });
    return this.#window.locator("li.occupant").filter({ has: name });
  }

  /** The affiliation and role beside the newest message of somebody. */
  async labelsOf(nick: string): Promise<string[]> {
    return this.messageOf(nick).locator(".chat-msg__heading .badge").allInnerTexts();
  }

  /** The newest message of somebody: it tells a spectator of them. */
  messageOf(nick: string): Locator {
    const author = this.#window.locator(".chat-msg__author", { hasText: nick });
    return this.#window.locator(".chat-msg").filter({ has: author }).last();
  }

  /** The colour of everybody's avatar, by nick. Fails if somebody has two. */
  async colours(): Promise<Map<string, string>> {
    const colours = new Map<string, string>();
    const avatars = this.#window.locator(".chat-msg .avatar-initials, .occupant .avatar-initials");
    for (const avatar of await avatars.all()) {
      const name = (await avatar.getAttribute("aria-label")) ?? "";
      const colour =
        /(?<=background-color: ).*?(?= !important|;)/.exec((await avatar.getAttribute("style")) ?? "")?.[0] ??
        "";
      assert.equal(colour, colours.get(name) ?? colour, `${name} has one colour`);
      colours.set(name, colour);
    }
    return colours;
  }

  async canWrite(): Promise<boolean> {
    return this.#window.locator("textarea.chat-textarea").isEditable();
  }

  /** Has the user write to the room. */
  async write(text: string): Promise<void> {
    const field = this.#window.locator("textarea.chat-textarea");
    await field.fill(text);
    await field.press("Enter");
  }

  /** The chat's own words between the messages: about changes in the room, and about failures. */
  notices(): Promise<string[]> {
    return this.#window.locator(".chat-info").allInnerTexts();
  }

  /** The messages that are shown, oldest first. */
  messages(): Promise<string[]> {
    return this.#window.locator(".chat-msg__text").allInnerTexts();
  }

  /** Opens the room's configuration form; resolves to the field with a label. */
  async openForm(label: string): Promise<FormField> {
    const menu = this.#page.getByRole("button", { name: "Menu" });
    const configure = this.#page.getByRole("button", { name: "Configure" });
    // Converse.js may draw the menu anew, and so close it, as soon as it is open.
    await waitUntilReads(async () => {
      if (!(await configure.isVisible())) await menu.click();
      return configure.click({ timeout: AGAIN_MILLISECONDS }).then(
        () => true,
        () => false,
      );
    }, true);
    return new FormField(this.#page, label);
  }

  /** The probes and batches that were sent. */
  sent(): Promise<string[]> {
    return this.#window.locator("#exchanges .sent").allTextContents();
  }

  /** The answers to them. */
  received(): Promise<string[]> {
    return this.#window.locator("#exchanges .received").allTextContents();
  }

  /** The page's line about each of them. */
  exchanges(): Promise<string[]> {
    return this.#window.locator("#exchanges summary").allInnerTexts();
  }

  /** Waits until an answer came that matches. */
  async answered(pattern: RegExp): Promise<void> {
    const hasMatch = async (): Promise<boolean> =>
      (await this.received()).some((answer) => pattern.test(answer));
    await this.shows(hasMatch, true);
  }

  /** Takes a picture of the chat. */
  async picture(name: string): Promise<void> {
    await takePicture(this.#page, name);
  }

  async leave(): Promise<void> {
    await this.#page.close();
  }
}

/** A field of the room's configuration form, of which one value is chosen. */
export class FormField {
  readonly #page: Page;
  readonly #choice: Locator;

  constructor(page: Page, label: string) {
    this.#page = page;
    this.#choice = page.getByRole("combobox", { name: label });
  }

  async choices(): Promise<string[]> {
    await this.#choice.scrollIntoViewIfNeeded();
    return this.#choice.locator("option").allInnerTexts();
  }

  async chosen(): Promise<string> {
    await this.#choice.scrollIntoViewIfNeeded();
    return this.#choice.locator("option:checked").innerText();
  }

  async choose(choice: string): Promise<void> {
    await this.#choice.selectOption({ label: choice });
  }

  /** Saves the form, which closes it. */
  async save(): Promise<void> {
    await this.#page.getByRole("button", { name: "Save" }).click();
    await this.#choice.waitFor({ state: "hidden" });
  }
}

/** Takes a picture of a page, or of a part of it. Frames of a recording are small. */
export async function takePicture(page: Page | Locator, name: string, isFrame = false): Promise<void> {
  const path = join(SCREENSHOTS, `${name}.${isFrame ? "jpg" : "png"}`);
  mkdirSync(dirname(path), { recursive: true });
  const format = isFrame ? ({ type: "jpeg", quality: 50 } as const) : ({ type: "png" } as const);
  await page.screenshot({ path, animations: "disabled", caret: "hide", ...format });
}

async function titles(elements: Locator): Promise<string[]> {
  const found = await elements.all();
  return Promise.all(found.map(async (element) => (await element.getAttribute("title")) ?? ""));
}
