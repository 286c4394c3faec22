// Converse.js asks for every author that it does not know: those whose presence is not broadcast, and those who left before the user
// came. With muc_send_probes it sends a probe for each, with its plugin muc-presence-probe one batch for all of the archive.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import type { Installation } from "prosody-launcher";
import { missingFeatures } from "../../tools/kit/features.ts";
import { oldestAndNewest } from "../live/support.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import { Stage } from "./stage.ts";

/** Authors of messages from before the batch, and the badge of their affiliation. */
const AUTHORS = [
  ["Juliet", "Member"],
  ["Mercutio", "Admin"],
  ["Tybalt", "Member"],
] as const;

describe("Converse.js that asks for authors", { skip: whyNoChromium() ?? false }, () => {
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

  /** He opens it anew, to ask for all at once, after they have become more than strangers, written, and left. */
  async function enterAgain(): Promise<void> {
    await chat.leave();
    await stage.verona.exit("Juliet");
    await stage.verona.affiliate("Mercutio", "admin");
    await stage.verona.affiliate("Tybalt", "member");
    await stage.passThrough("Juliet", "Too early seen unknown, and known too late!");
    chat = await Chat.enter(browser, stage.httpPort, "Benvolio", { batches: true });
  }

  async function assertOneBatchWasSent(): Promise<void> {
    const sent = await chat.sent();
    assert.equal(sent.length, 1, sent.join("\n"));
    const asked = [...String(sent[0]).matchAll(/<item jid="[^"/]*\/(\w+)"/g)].map(([, nick]) => nick);
    assert.deepEqual(
      asked.sort(),
      AUTHORS.map(([nick]) => nick),
    );
  }

  // Converse.js knows authors by occupant-id where messages have one, and an answer about an absent nick has none.
  function labelsBeside({ version }: Installation, badge: string): string[] {
    return version.startsWith("0.11.") ? [badge.toLowerCase()] : [];
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

  for (const installation of oldestAndNewest()) {
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

      test("is told of all authors of archived messages at once, with muc-presence-probe", async () => {
        await enterAgain();
        await chat.answered(/^<iq.*type="result"/);
        await assertOneBatchWasSent();
        assert.equal((await chat.received()).length, 4, "three presences and the result");
      });

      test("shows their affiliations in the list, and beside their messages where these have no occupant-id", async () => {
        for (const [nick, badge] of AUTHORS) {
          await chat.shows(() => chat.find(nick), { nick, presence: "Offline", badges: [badge] });
          await chat.shows(() => chat.labelsOf(nick), labelsBeside(installation, badge));
        }
        assert.ok(await chat.canWrite());
        await chat.picture("batch");
      });
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

      test("is refused its batch, and knows nothing of the authors", async () => {
        await enterAgain();
        await chat.answered(/^<iq.*type="error"/);
        await assertOneBatchWasSent();
        for (const [nick] of AUTHORS) {
          await chat.shows(() => chat.find(nick), { nick, presence: "Offline", badges: [] });
          assert.deepEqual(await chat.labelsOf(nick), []);
        }
        await chat.picture("batch-refused");
      });
    });
  }
});
