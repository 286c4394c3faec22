// What the user of Converse.js notices when the server tells it to wait: names without affiliations, and nothing else.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { INSTALLATIONS } from "../live/support.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import { Stage } from "./stage.ts";

/** The first probe is answered, and no other for a long time. */
const ONE_PROBE = { muc_probe_burst: 1, muc_probe_rate: 0.001, muc_probe_batch_limit: 1 };

/** The answer that tells to wait is the same on all releases. */
const INSTALLATION = INSTALLATIONS.at(-1);

describe(
  "Converse.js when it is told to wait",
  { skip: whyNoChromium() ?? INSTALLATION === undefined },
  () => {
    let browser: Browser;
    let stage: Stage;
    let chat: Chat;

    /** Benvolio opens the chat after two members have written and left. */
    before(async () => {
      assert.ok(INSTALLATION);
      browser = await startChromium();
      stage = await Stage.set(INSTALLATION, true, ONE_PROBE);
      await stage.verona.affiliate("Juliet", "member");
      await stage.verona.affiliate("Mercutio", "member");
      await stage.passThrough("Juliet", "Good even to my ghostly confessor.");
      await stage.passThrough("Mercutio", "A plague o' both your houses!");
      chat = await Chat.enter(browser, stage.httpPort, "Benvolio");
      await chat.answered(/(?=.*type="error").*<resource-constraint/);
    });

    after(async () => {
      await browser.close();
      await stage.strike();
    });

    test("shows the name without its affiliation", async () => {
      await chat.shows(() => chat.labelsOf("Juliet"), ["member"]);
      await chat.shows(() => chat.find("Mercutio"), { nick: "Mercutio", presence: "Offline", badges: [] });
      assert.deepEqual(await chat.labelsOf("Mercutio"), []);
      await chat.picture("wait");
    });

    test("says nothing of it, and the user stays in the room", async () => {
      await chat.write("Part, fools!");
      await chat.shows(async () => (await chat.messages()).at(-1), "Part, fools!");
      assert.deepEqual(await chat.notices(), []);
      assert.ok(await chat.find("Benvolio"));
    });

    test("does not ask again when the same user writes", async () => {
      await stage.passThrough("Mercutio", "Ask for me to-morrow.");
      await chat.shows(async () => (await chat.messages()).at(-1), "Ask for me to-morrow.");
      assert.equal((await chat.sent()).length, 2, "one probe for each author");
      assert.deepEqual(await chat.labelsOf("Mercutio"), []);
    });
  },
);
