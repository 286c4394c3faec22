// With its plugin muc-presence-probe Converse.js asks for all authors of archived messages in one batch.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import type { Installation } from "prosody-launcher";
import { INSTALLATIONS } from "../live/support.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import { Stage } from "./stage.ts";

/** Who wrote, and the badge of their affiliation. */
const AUTHORS = [
  ["Juliet", "Member"],
  ["Mercutio", "Admin"],
  ["Tybalt", "Member"],
] as const;

describe("Converse.js with muc-presence-probe", { skip: whyNoChromium() ?? false }, () => {
  let browser: Browser;
  let stage: Stage;
  let chat: Chat;

  /** Benvolio opens the chat after three others have written and left. */
  async function enterLate(...[installation, plugin]: Parameters<typeof Stage.set>): Promise<void> {
    stage = await Stage.set(installation, plugin);
    await stage.verona.affiliate("Juliet", "member");
    await stage.verona.affiliate("Mercutio", "admin");
    await stage.verona.affiliate("Tybalt", "member");
    await stage.passThrough("Tybalt", "What, drawn, and talk of peace?");
    await stage.passThrough("Juliet", "My only love sprung from my only hate!");
    await stage.passThrough("Mercutio", "Thou art like one of these fellows.");
    await stage.passThrough("Juliet", "Too early seen unknown, and known too late!");
    chat = await Chat.enter(browser, stage.httpPort, "Benvolio", { batches: true });
  }

  async function leave(): Promise<void> {
    await chat.leave();
    await stage.strike();
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

  before(async () => {
    browser = await startChromium();
  });

  after(async () => {
    await browser.close();
  });

  // Converse.js knows authors by occupant-id where messages have one, and an answer about an absent nick has none.
  function labelsBeside({ version }: Installation, badge: string): string[] {
    return version.startsWith("0.11.") ? [badge.toLowerCase()] : [];
  }

  for (const installation of INSTALLATIONS) {
    describe(`on Prosody ${installation.name} with the plugin`, () => {
      before(() => enterLate(installation, true));
      after(leave);

      test("is told of all authors of archived messages at once", async () => {
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

      test("is refused, and knows nothing of the authors", async () => {
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
