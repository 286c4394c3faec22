// With muc_send_probes Converse.js asks for every author that it does not know: those whose presence is not broadcast,
// and those who left before the user came.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { missingFeatures } from "../../tools/kit/features.ts";
import { INSTALLATIONS } from "../live/support.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import { Stage } from "./stage.ts";

describe("Converse.js with muc_send_probes", { skip: whyNoChromium() ?? false }, () => {
  let browser: Browser;
  let stage: Stage;
  let chat: Chat;

  /** Benvolio opens the chat after Tybalt, a stranger, and Mercutio, a member, have written and left. */
  async function enterLate(...[installation, plugin]: Parameters<typeof Stage.set>): Promise<void> {
    stage = await Stage.set(installation, plugin);
    await stage.passThrough("Tybalt", "I hate the word, as I hate hell.");
    await stage.verona.affiliate("Mercutio", "member");
    await stage.passThrough("Mercutio", "A plague o' both your houses!");
    await stage.verona.affiliate("Juliet", "member");
    await stage.verona.join("Juliet");
    chat = await Chat.enter(browser, stage.httpPort, "Benvolio");
  }

  async function leave(): Promise<void> {
    await chat.leave();
    await stage.strike();
  }

  async function assertIsStillInTheRoom(): Promise<void> {
    assert.ok(await chat.find("Benvolio"));
    assert.ok(await chat.canWrite());
  }

  before(async () => {
    browser = await startChromium();
  });

  after(async () => {
    await browser.close();
  });

  for (const installation of INSTALLATIONS) {
    const lacksBroadcastRoles =
      missingFeatures(installation.version, ["presencebroadcast"]).length > 0 &&
      "every occupant's presence is broadcast by this release";
    const lacksProbes = missingFeatures(installation.version, ["probes"]).length > 0;

    describe(`on Prosody ${installation.name} with the plugin`, () => {
      before(() => enterLate(installation, true));
      after(leave);

      test("shows the affiliation of a member who wrote and left", async () => {
        await chat.answered(/Mercutio.*affiliation="member"/);
        await chat.shows(() => chat.find("Mercutio"), {
          nick: "Mercutio",
          presence: "Offline",
          badges: ["Member"],
        });
        await chat.shows(() => chat.labelsOf("Mercutio"), ["member"]);
      });

      test("drops a stranger who is gone, and the user stays in the room", async () => {
        await chat.answered(/Tybalt.*affiliation="none"/);
        await chat.shows(() => chat.isListed("Tybalt"), false);
        await assertIsStillInTheRoom();
      });

      test(
        "shows affiliation and role of a hidden participant who writes",
        { skip: lacksBroadcastRoles },
        async () => {
          assert.ok(!(await chat.isListed("Juliet")), "she is hidden");
          await stage.verona.say("Juliet", "Good even to my ghostly confessor.");
          await chat.answered(/Juliet.*affiliation="member"/);
          await chat.shows(() => chat.find("Juliet"), {
            nick: "Juliet",
            presence: "Online",
            badges: ["Member"],
          });
          await chat.shows(() => chat.labelsOf("Juliet"), ["participant", "member"]);
        },
      );
    });

    describe(`on Prosody ${installation.name} without the plugin`, () => {
      before(() => enterLate(installation, false));
      after(leave);

      test("is refused on 0.11, and does not learn who wrote", { skip: !lacksProbes }, async () => {
        await chat.answered(/(?=.*Mercutio).*type="error"/);
        await chat.shows(() => chat.find("Mercutio"), {
          nick: "Mercutio",
          presence: "Offline",
          badges: [],
        });
        await chat.shows(() => chat.labelsOf("Mercutio"), []);
      });

      test("goes on listing a stranger who is gone", async () => {
        await chat.answered(/Mercutio/);
        await chat.shows(() => chat.find("Tybalt"), {
          nick: "Tybalt",
          presence: "Offline",
          badges: [],
        });
        await assertIsStillInTheRoom();
      });
    });
  }
});
