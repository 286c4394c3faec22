// `make run`, as somebody tries it who has never seen XMPP: the address it prints, and the steps on that page.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { freePort, installedProsody } from "prosody-launcher";
import { xml } from "@xmpp/client";
import type { XmppClient } from "scansion-runner";
import { ROOT } from "../../tools/kit/project.ts";
import { configuration, enter, logIn, setIn } from "../../tools/kit/room-clients.ts";
import { Chat, takePicture } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";

const obstacle =
  whyNoChromium() ?? (installedProsody() === undefined ? "Prosody is not installed" : undefined);

type Box = NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>;

const DESK = { width: 1280, height: 800 };
/** As low as all that is to be seen allows: the picture is the first thing in the README. */
const PICTURE = { width: 1280, height: 720 };
const FRAMES = 4;
const FRAME_MILLISECONDS = 9_000;
const PHONE = { width: 375, height: 667 };
const SCENE_MILLISECONDS = 90_000;
/** The browser's own, as far as it is used here; TypeScript has no types of browsers in this project. */
type IntersectionObserver = new (see: (entries: { readonly intersectionRatio: number }[]) => void) => {
  observe(element: unknown): void;
};
/** Longer than the page waits before it goes on. */
const PAUSE_MILLISECONDS = 8_000;
/** A tired reader is no faster. */
const WORDS_PER_SECOND = 3;
/** Seconds by which this test may see the words late, where the machine is busy. */
const NOTICED_LATE = 1;

describe("make run", { skip: obstacle ?? false }, () => {
  let browser: Browser;
  let server: ChildProcess;
  let address: string;
  let xmppPort: number;

  before(async () => {
    browser = await startChromium();
    xmppPort = await freePort();
    const ports = ["--port", String(xmppPort), "--web-port", String(await freePort())];
    server = spawn(process.execPath, ["--import", "tsx", "tools/demo/serve.ts", ...ports], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    address = await printedAddress(server);
  });

  after(async () => {
    await browser.close();
    if (server.exitCode === null) await stopServer();
  });

  async function stopServer(): Promise<void> {
    const exit = once(server, "exit");
    server.kill("SIGINT");
    assert.deepEqual(await exit, [0, null]);
  }

  /** Follows a link that opens a chat in a tab. */
  async function follow(link: Locator, nick: string): Promise<Chat> {
    const [tab] = await Promise.all([link.page().context().waitForEvent("page"), link.click()]);
    return Chat.inRoom(tab, nick);
  }

  test("prints an address, where the steps lead to an answered probe", async () => {
    const start = await browser.newPage();
    await start.goto(address);
    const mercutio = await follow(start.getByRole("link", { name: "Enter as Mercutio" }), "Mercutio");
    const juliet = await follow(start.getByRole("link", { name: "Enter as Juliet" }), "Juliet");
    assert.ok(!(await mercutio.isListed("Juliet")));
    await juliet.write("Good even.");
    await mercutio.shows(() => mercutio.find("Juliet"), {
      nick: "Juliet",
      presence: "Online",
      badges: ["Member"],
    });
    assert.equal((await mercutio.sent()).length, 1);
    await mercutio.answered(/affiliation="member"/);
    await mercutio.shows(() => mercutio.exchanges(), ["Mercutio asked about Juliet: present, member"]);
  });

  test("says in the tab and on the page whose window it is; on a phone it has all in reach, and for the keyboard, too", async () => {
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(new URL("chat.html?as=Tybalt&room=empty@conference.localhost", address).href);
    assert.equal(await page.title(), "Tybalt in Verona");
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Tybalt's window");
    await page.getByText("Nobody yet.").waitFor();

    await page.getByRole("button", { name: "People" }).click();
    const list = await page.locator("converse-muc-occupants").boundingBox();
    assert.deepEqual([list?.x, list?.width], [0, PHONE.width]);
    assert.equal(await widthOf(page), PHONE.width);
    await page.getByRole("button", { name: "People" }).click();
    assert.ok(await page.getByRole("button", { name: "Send the message" }).isVisible());

    const field = page.locator("textarea.chat-textarea");
    await field.press("Tab");
    assert.equal(await field.and(page.locator(":focus")).count(), 0, "nobody is caught in the text field");
    await page.close();
  });

  test("says what is wrong with an address, and who there is", async () => {
    const page = await browser.newPage();
    for (const [query, says] of [
      ["", "Who are you?"],
      ["?as=Paris", "There is no Paris"],
    ] as const) {
      await page.goto(new URL(`chat.html${query}`, address).href);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), says);
    }
    await page.getByRole("link", { name: "Enter as Romeo" }).click();
    await Chat.inRoom(page, "Romeo");
    await page.close();
  });

  test("plays the same scene by itself, without the plugin and with it, on a desk and on a phone, and goes on by hand", async () => {
    const page = await browser.newPage({ viewport: DESK });
    const missing: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await page.goto(address);
    await assertReadable(page, 1, "li:nth-child(1).done");
    await assertReadable(page, 2, "iframe");
    await page.locator("li:nth-child(2).done").waitFor({ timeout: SCENE_MILLISECONDS });
    // At once: it soon goes on.
    await page.getByRole("button", { name: "Pause" }).dispatchEvent("click");
    const [without, withPlugin] = chatsOf(page);

    await withPlugin.shows(() => labels(withPlugin), [["participant", "member"], ["admin"], ["participant"]]);
    assert.deepEqual(await labels(without), [[], [], []]);
    assert.match((await withPlugin.exchanges()).join(), /Mercutio: away, admin/);
    assert.deepEqual(await without.exchanges(), []);
    assert.deepEqual(await without.messages(), await withPlugin.messages());
    const colours = await without.colours();
    // On the right there may be people whom the left knows nothing of.
    for (const [nick, colour] of await withPlugin.colours())
      assert.equal(colour, colours.get(nick) ?? colour, nick);
    assert.equal(
      new Set(["Romeo", "Benvolio", "Juliet", "Mercutio", "Tybalt"].map((nick) => colours.get(nick))).size,
      5,
      "people can be told apart",
    );
    await page.setViewportSize(PICTURE);
    await takePicture(page.locator(".sides"), "difference");
    const [left, right] = await windowsOf(page);
    assert.deepEqual([right.y, right.x > left.x + left.width], [left.y, true], "side by side");

    await page.setViewportSize(PHONE);
    for (const chat of [without, withPlugin]) await assertOnScreen(chat.messageOf("Mercutio"));
    await assertOnScreen(page.locator("#counted"));
    const [upper, lower] = await windowsOf(page);
    assert.deepEqual([lower.x, lower.y > upper.y + upper.height], [upper.x, true], "one under the other");
    assert.equal(await widthOf(page), PHONE.width);
    await takePicture(page, "difference-phone");

    await page.setViewportSize(DESK);
    await page.getByRole("button", { name: "Play" }).click();
    const recording = record(page.locator(".sides"), "crowd");
    await assertReadable(page, 3, "li:nth-child(3).done");
    await recording;
    await page.getByText("That was all.").waitFor({ timeout: SCENE_MILLISECONDS });
    await withPlugin.shows(() => withPlugin.labelsOf("Juliet Capulet"), ["participant", "member"]);
    await withPlugin.shows(() => withPlugin.labelsOf("Tybalt"), []);
    await withPlugin.shows(() => withPlugin.isListed("Tybalt"), false);
    assert.deepEqual(await labels(without), [[], [], []]);
    await assertCounted(page, withPlugin);
    assert.deepEqual(missing, []);
    await page.setViewportSize(PHONE);
    await assertOnScreen(page.locator("#counted"), withPlugin.messageOf("Tybalt"));
    await page.setViewportSize(DESK);

    const line = "By whose direction found'st thou out this place?";
    const byHand = page.getByText("Open the room with the plugin");
    const mercutio = await follow(byHand.getByRole("link", { name: "Mercutio" }), "Mercutio");
    await mercutio.write(line);
    await withPlugin.shows(async () => (await withPlugin.messages()).at(-1), line);
    assert.ok(!(await without.messages()).includes(line));
    await page.close();
  });

  test("computes what broadcasting sends as a room does that broadcasts", async () => {
    const page = new URL("../../tools/demo/page/broadcasting.js", import.meta.url).href;
    const { presencesOfBroadcasting } = (await import(page)) as {
      presencesOfBroadcasting: (crowd: { people: number; changes: number }) => number;
    };
    const nicks = ["Romeo", "Juliet", "Mercutio", "Tybalt"];
    const clients: XmppClient[] = [];
    let presences = 0;
    const listen = async (): Promise<void> => {
      for (const client of clients) presences += (await client.received()).filter(isPresence).length;
    };
    const room = "square@conference.localhost";
    for (const nick of nicks) {
      const client = await logIn(`${nick.toLowerCase()}@localhost`, xmppPort, nick.toLowerCase());
      presences += (await enter(client, room, nick)).filter(isPresence).length;
      if (clients.length === 0) await setIn(room, client, configuration());
      clients.push(client);
    }
    await listen();
    await clients[1]?.send(xml("presence", { to: `${room}/Capulet` }));
    await listen();
    await clients[3]?.send(xml("presence", { to: `${room}/Tybalt`, type: "unavailable" }));
    await listen();
    // A new name takes two.
    assert.equal(presences, presencesOfBroadcasting({ people: nicks.length, changes: 3 }));
    for (const client of clients) await client.disconnect();
  });

  test("stops when told to, and plays on from there", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Step" }).click();
    await page.locator("li.done").waitFor();
    await page.waitForTimeout(PAUSE_MILLISECONDS);
    assert.equal(await page.locator("iframe").count(), 0, "nothing goes on by itself");
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator("iframe").last().waitFor();
    await page.close();
  });

  test("plays the scene step by step, and again, by keyboard", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Pause" }).click();
    const [step, again] = ["Step", "Again"].map((name) => page.getByRole("button", { name }));
    assert.ok(step && again);
    const room = page.getByText("Juliet", { exact: true }).first();
    const before = await room.getAttribute("href");
    await step.press("Enter");
    await page.locator("li.done").waitFor();
    assert.deepEqual(await page.locator("li.done strong").allInnerTexts(), ["Three people write in a crowd"]);
    assert.equal(await step.and(page.locator(":focus")).count(), 1, "the focus stays");
    await again.press("Enter");
    await page.getByText("1 of 3").waitFor();
    assert.notEqual(await room.getAttribute("href"), before);
    await page.close();
  });

  test("says at once that the server is stopped", async () => {
    const start = await browser.newPage();
    await start.goto(address);
    await start.getByRole("button", { name: "Pause" }).click();
    const chat = await browser.newPage();
    await chat.goto(new URL("chat.html?as=Benvolio", address).href);
    await Chat.inRoom(chat, "Benvolio");
    await stopServer();
    for (const page of [start, chat]) {
      await page.getByRole("alert").getByText("The server does not answer.").waitFor({ timeout: 2_000 });
    }
  });
});

/** Takes a picture now and then. */
async function record(shown: Locator, name: string): Promise<void> {
  for (let frame = 1; frame <= FRAMES; frame++) {
    await delay(FRAME_MILLISECONDS);
    await takePicture(shown, `${name}-${frame}`, true);
  }
}

/** Badges beside the newest messages of the people of the scene. */
function labels(chat: Chat): Promise<string[][]> {
  return Promise.all(["Juliet", "Mercutio", "Tybalt"].map((nick) => chat.labelsOf(nick)));
}

/** The chats of the two sides. */
function chatsOf(page: Page): [without: Chat, withPlugin: Chat] {
  const [, left, right] = page.frames();
  assert.ok(left && right);
  return [Chat.inFrame(left), Chat.inFrame(right)];
}

/** The places of the chats on the page. */
async function windowsOf(page: Page): Promise<[Box, Box]> {
  const frames = page.locator("iframe");
  const [left, right] = [await frames.first().boundingBox(), await frames.last().boundingBox()];
  assert.ok(left && right);
  return [left, right];
}

/** Asserts that the words of a step stand there before anything happens for as long as one reads them. */
async function assertReadable(page: Page, number: number, whatHappens: string): Promise<void> {
  const step = page.locator(`#steps > li:nth-child(${number})[aria-current]`);
  await step.waitFor({ timeout: SCENE_MILLISECONDS });
  const begin = Date.now();
  const words = (await step.innerText()).split(/\s+/).length;
  await page.locator(whatHappens).first().waitFor({ timeout: SCENE_MILLISECONDS });
  const seconds = (Date.now() - begin) / 1_000;
  assert.ok(seconds + NOTICED_LATE >= words / WORDS_PER_SECOND, `${words} words in ${seconds} seconds`);
}

/** Asserts that the sum below the windows is that of the lines in them, and is about the whole crowd. */
async function assertCounted(page: Page, chat: Chat): Promise<void> {
  const sum = await page.locator("#counted").innerText();
  const [, times = "", people, changes] =
    /^Asked (\d+) times for (\d+) people, told (\d+) changes?\. Broadcasting all 304 to all would have sent 93,328 stanzas\.$/.exec(
      sum,
    ) ?? assert.fail(sum);
  // Somebody else may have come into view since.
  assert.ok(Math.abs((await chat.exchanges()).length - parseInt(times)) <= 1, sum);
  assert.ok(Number(people) >= 100, `those in the list, too: ${sum}`);
  assert.ok(Number(changes) >= 2, `somebody has another name, and somebody has gone: ${sum}`);
}

function isPresence({ name }: { readonly name: string }): boolean {
  return name === "presence";
}

/** Asserts that something can be seen without scrolling, neither the page nor what it is in. */
async function assertOnScreen(...things: readonly Locator[]): Promise<void> {
  for (const thing of things) {
    const ratio = await thing.evaluate(
      (element: unknown) =>
        new Promise<number>((resolve) => {
          const Observer = Reflect.get(globalThis, "IntersectionObserver") as IntersectionObserver;
          new Observer(([entry]) => {
            resolve(entry?.intersectionRatio ?? 0);
          }).observe(element);
        }),
    );
    assert.ok(ratio > 0.95, `${await thing.innerText()}: ${ratio * 100} % is on the screen`);
  }
}

/** Counts what one would have to scroll to as well. */
function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth");
}

async function printedAddress(server: ChildProcess): Promise<string> {
  assert.ok(server.stdout);
  for await (const line of createInterface(server.stdout)) {
    const address = /http:\S+/.exec(line);
    if (address) return address[0];
  }
  throw new Error(`${join(ROOT, "tools/demo/serve.ts")} printed no address`);
}
