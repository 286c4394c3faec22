// The plugin's field in the room's configuration form, as the owner meets it in Converse.js.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { missingFeatures } from "../../tools/kit/features.ts";
import { INSTALLATIONS } from "../live/support.ts";
import { Chat } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import { Stage } from "./stage.ts";

const LABEL = "Who may ask for users whose presence is not shown";
const FOLLOWS_SERVICE = "As everywhere on this service (Anyone in the room)";

/** One release is enough: Converse.js shows the same on all whose rooms can hide presence. */
const INSTALLATION = INSTALLATIONS.find(
  ({ version }) => missingFeatures(version, ["presencebroadcast"]).length === 0,
);

describe("the room's form in Converse.js", { skip: whyNoChromium() ?? INSTALLATION === undefined }, () => {
  let browser: Browser;
  let stage: Stage;
  let chat: Chat;

  before(async () => {
    assert.ok(INSTALLATION);
    browser = await startChromium();
    stage = await Stage.set(INSTALLATION, true);
    chat = await Chat.enter(browser, stage.httpPort, "Romeo");
  });

  after(async () => {
    await browser.close();
    await stage.strike();
  });

  test("has the field, and the owner can choose", async () => {
    const field = await chat.openForm(LABEL);
    assert.deepEqual(await field.choices(), [
      FOLLOWS_SERVICE,
      "Anyone in the room",
      "Moderators only",
      "Nobody",
    ]);
    assert.equal(await field.chosen(), FOLLOWS_SERVICE);
    await field.choose("Moderators only");
    await chat.picture("form");
    await field.save();
    const isTold = async (): Promise<boolean> =>
      (await chat.notices()).includes("The groupchat configuration has changed");
    await chat.shows(isTold, true);
  });

  test("shows the choice to the owner who comes back", async () => {
    await chat.leave();
    chat = await Chat.enter(browser, stage.httpPort, "Romeo");
    const field = await chat.openForm(LABEL);
    assert.equal(await field.chosen(), "Moderators only");
  });
});
