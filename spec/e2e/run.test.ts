// `make run`, as somebody tries it who has never seen XMPP: the address it prints, and the steps on that page.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { freePort } from "../../tools/prosody/free-port.ts";
import { installedProsody } from "../../tools/prosody/installation.ts";
import { ROOT } from "../../tools/project.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";

const obstacle =
  whyNoChromium() ?? (installedProsody() === undefined ? "Prosody is not installed" : undefined);

describe("make run", { skip: obstacle ?? false }, () => {
  let browser: Browser;
  let server: ChildProcess;
  let address: string;

  before(async () => {
    browser = await startChromium();
    const ports = ["--port", String(await freePort()), "--web-port", String(await freePort())];
    server = spawn(process.execPath, ["--import", "tsx", "tools/demo/serve.ts", ...ports], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    address = await printedAddress(server);
  });

  after(async () => {
    await browser.close();
    const exit = once(server, "exit");
    server.kill("SIGINT");
    assert.deepEqual(await exit, [0, null]);
  });

  /** Follows a link of the start page, which opens a tab. */
  async function follow(start: Page, link: string, nick: string): Promise<Chat> {
    const [tab] = await Promise.all([
      start.context().waitForEvent("page"),
      start.getByRole("link", { name: link }).click(),
    ]);
    return Chat.inRoom(tab, nick);
  }

  test("prints an address, where the steps lead to an answered probe", async () => {
    const start = await browser.newPage();
    await start.goto(address);
    const mercutio = await follow(start, "Enter as Mercutio", "Mercutio");
    const juliet = await follow(start, "Enter as Juliet", "Juliet");
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

  test("says in the tab and on the page whose window it is", async () => {
    const page = await browser.newPage();
    await page.goto(new URL("chat.html?as=Tybalt", address).href);
    assert.equal(await page.title(), "Tybalt in Verona");
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Tybalt's window");
    await page.getByText("Nobody yet.").waitFor();
    await page.close();
  });

  for (const [query, says] of [
    ["", /^Say who you are: add \?as= and one of Romeo, /],
    ["?as=Paris", /^There is no Paris, only Romeo, /],
  ] as const) {
    test(`says what is wrong with chat.html${query}`, async () => {
      const page = await browser.newPage();
      await page.goto(new URL(`chat.html${query}`, address).href);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), says);
      await page.close();
    });
  }

  test("finds everything that the pages ask for", async () => {
    const page = await browser.newPage();
    const missing: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await page.goto(address);
    await page.goto(new URL("chat.html?as=Benvolio", address).href);
    await page.getByText("Nobody yet.").waitFor();
    assert.deepEqual(missing, []);
    await page.close();
  });
});

async function printedAddress(server: ChildProcess): Promise<string> {
  assert.ok(server.stdout);
  for await (const line of createInterface(server.stdout)) {
    const address = /http:\S+/.exec(line);
    if (address) return address[0];
  }
  throw new Error(`${join(ROOT, "tools/demo/serve.ts")} printed no address`);
}
