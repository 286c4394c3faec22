// The plugin converse-muc-people in Converse.js: what a user sees of people whose presences are not broadcast, on a desk and on a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { ROOT } from "../../tools/kit/project.ts";
import { INSTALLATIONS } from "../live/support.ts";
import { takePicture } from "./chat.ts";
import { startChromium, whyNoChromium } from "./chromium.ts";
import type { PeoplePage } from "./people/page.ts";
import { PeopleStage, type Scene, type Service, type Showing } from "./people/stage.ts";

/** The newest release at hand: what clients are told is the same on all. */
const INSTALLATION = INSTALLATIONS.at(-1);
/** Each version and each width once: what is asked depends on neither, and what is seen not on both. */
const SHOWN = [
  { version: "14", width: 1280 },
  { version: "12", width: 375 },
] as const satisfies readonly Showing[];
const FORM_FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden";
const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");
/** After that long whoever was scrolled away is let go. */
const LET_GO_MILLISECONDS = 13_000;

const skip = whyNoChromium() ?? INSTALLATION === undefined;

describe("converse-muc-people", { skip }, () => {
  const stages = new Map<string, PeopleStage>();
  let browser: Browser;

  before(async () => {
    execFileSync("npm", ["run", "build", "--silent", "--workspace=converse-muc-people"], { cwd: ROOT });
    browser = await startChromium();
  });

  after(async () => {
    await browser.close();
    for (const stage of stages.values()) await stage.strike();
  });

  /** A server for each kind of service. */
  async function stageWith(
    service: Service,
    options: Record<string, number | boolean> = {},
  ): Promise<PeopleStage> {
    const name = JSON.stringify([service, options]);
    assert.ok(INSTALLATION);
    const stage = stages.get(name) ?? (await PeopleStage.set(INSTALLATION, service, options));
    stages.set(name, stage);
    return stage;
  }

  for (const shown of SHOWN) {
    const { version, width } = shown;
    describe(`in Converse.js ${version}, ${width} px wide`, () => {
      describe("the authors of a room that shows its moderators", () => {
        let scene: Scene;
        let chat: PeoplePage;

        before(async () => {
          const stage = await stageWith("muc_probe");
          scene = await stage.scene();
          await scene.affiliate("Mercutio", "member");
          await scene.comesAndSays("Juliet", "Good even.");
          await scene.comesAndSays("Mercutio", "A plague o' both your houses!");
          await scene.comesAndSays("Tybalt", "What, drawn, and talk of peace?");
          await scene.crowd("leave", "Mercutio");
          await scene.crowd("leave", "Tybalt");
          chat = await stage.open(browser, scene, shown);
        });

        after(() => chat.close());

        test("have role, affiliation and photo", async () => {
          await chat.shows(() => chat.labelsOf("Juliet"), ["participant"]);
          await chat.shows(() => chat.labelsOf("Mercutio"), ["member"]);
          await chat.until(() => chat.hasPhoto("Juliet"));
          assert.deepEqual(await chat.labelsOf("Tybalt"), []);
        });

        test("are asked for by occupant-id, all in one query, and nobody else is", async () => {
          await chat.quiet();
          const [question, ...more] = await chat.asked();
          assert.deepEqual(more, []);
          assert.deepEqual([question?.kind, question?.people, question?.followed], ["query", 3, 3]);
          assert.equal(question?.xml.split("<occupant-id ").length, 4);
        });

        test("are listed as they are", async () => {
          await chat.openList();
          await chat.shows(
            () => chat.listed(),
            ["Director (Online)", "Benvolio (Online)", "Juliet (Online)", "Mercutio (Offline)"],
          );
          await chat.until(() => chat.hasPhotoListed("Juliet"));
        });

        test("did not join, or leave, by being asked for", async () => {
          assert.equal(await chat.said(), "");
        });

        test("are followed: away, another name, gone", async () => {
          await scene.crowd("away", "Juliet");
          await chat.until(async () => (await chat.listed()).includes("Juliet (Away)"));
          await scene.crowd("rename", "Juliet", "Capulet");
          await chat.until(async () => (await chat.listed()).includes("Capulet (Online)"));
          assert.ok(!(await chat.listed()).some((who) => who.startsWith("Juliet")));
          assert.equal(await chat.said(), "");
          await scene.crowd("leave", "Juliet", "Capulet");
          await chat.until(async () => !(await chat.listed()).some((who) => who.startsWith("Capulet")));
          assert.equal((await chat.asked()).length, 1);
        });

        test("stay listed when they are only hidden now", async () => {
          await scene.comesAndSays("Rosaline", "Good night.");
          await chat.until(async () => (await chat.listed()).includes("Rosaline (Online)"));
          await scene.cast("Rosaline", "moderator");
          await scene.cast("Rosaline", "participant");
          await chat.quiet();
          assert.ok((await chat.listed()).includes("Rosaline (Online)"));
          assert.doesNotMatch(await chat.said(), /Rosaline has (entered|left)/);
        });

        test("are asked for again when the room is left and entered again", async () => {
          const before = (await chat.asked()).length;
          await chat.leaveAndEnter();
          await chat.until(async () => (await chat.asked()).length > before);
          await chat.openList();
          await chat.until(async () => (await chat.listed()).includes("Rosaline (Online)"));
          await scene.crowd("away", "Rosaline");
          await chat.until(async () => (await chat.listed()).includes("Rosaline (Away)"));
        });

        test("are followed still, or again, when the connection resumes", async () => {
          await chat.closeList();
          await chat.cutConnection();
          await chat.until(() => chat.isConnected());
          await chat.until(async () => (await chat.labelsOf("Rosaline")).length > 0);
          await chat.openList();
          await scene.crowd("rename", "Rosaline", "Capulet");
          await chat.until(async () => (await chat.listed()).includes("Capulet (Online)"));
        });
      });

      describe("a crowd of 120 in a room that lists people", () => {
        let scene: Scene;
        let chat: PeoplePage;

        before(async () => {
          const stage = await stageWith("muc_probe", { muc_probe_list: true });
          scene = await stage.scene();
          await scene.comesAndSays("Zoe", "Good even.");
          await scene.fill(120);
          chat = await stage.open(browser, scene, shown);
          await chat.openList();
        });

        after(() => chat.close());

        test("is loaded as far as it is on the screen, and nobody has entered by that", async () => {
          await chat.until(async () => (await chat.listed()).length >= 30);
          await chat.quiet();
          assert.equal(await chat.said(), "");
          const { length } = await chat.listed();
          assert.ok(length < 100, `${length} are listed`);
          assert.match(await chat.notice(), /^\d+ of \d+ people are listed\. Scroll down for more\.$/);
        });

        test("is loaded to its end by scrolling there", async () => {
          for (let i = 0; i < 8; i++) {
            await chat.scrollList("end");
            await chat.quiet();
          }
          const listed = await chat.listed();
          assert.equal(listed.filter((who) => /^Guest\d{4} \(Online\)$/.test(who)).length, 120);
          assert.match(await chat.notice(), /^All \d+ people are listed\.$/);
          // Her place in the list was another one before.
          assert.ok(listed.includes("Zoe (Online)"));
        });

        test("has faces", async () => {
          await chat.until(() => chat.hasPhotoListed("Guest0120"));
          await takePicture(chat.page, `people-list-${width}`);
        });

        test("is followed where it is on the screen, and let go where it was scrolled away", async () => {
          await chat.scrollList("end");
          await chat.page.waitForTimeout(LET_GO_MILLISECONDS);
          await scene.crowd("away", "Guest0120");
          await scene.crowd("away", "Guest0010");
          await chat.until(async () => (await chat.listed()).includes("Guest0120 (Away)"));
          assert.ok((await chat.listed()).includes("Guest0010 (Online)"));
        });

        test("is followed again when it is scrolled back", async () => {
          await chat.scrollList("top");
          await chat.until(async () => (await chat.listed()).includes("Guest0010 (Away)"));
        });

        test("is listed with nothing that axe finds", async () => {
          assert.deepEqual(await chat.violations(AXE, ".muc-people-notice"), []);
        });
      });

      test("who is told to wait sees it, and the answer later", async () => {
        const slow = { muc_probe_burst: 2, muc_probe_rate: 0.2 };
        const stage = await stageWith("muc_probe", slow);
        const nick = `Waiter${version}x${width}`;
        const scene = await stage.scene();
        for (const person of ["Juliet", "Tybalt", "Rosaline"]) await scene.comesAndSays(person, "Good even.");
        await scene.spend(nick, slow.muc_probe_burst);
        const chat = await stage.open(browser, scene, { ...shown, nick });
        await chat.openList();
        await chat.until(async () => /^The room asks to wait \d+ s/.test(await chat.notice()));
        await takePicture(chat.page, `people-wait-${width}`);
        assert.deepEqual(await chat.violations(AXE, ".muc-people-notice"), []);
        await chat.shows(() => chat.notice(), "");
        await chat.until(
          async () => (await chat.listed()).filter((who) => who.endsWith("(Online)")).length === 5,
        );
        assert.equal(await chat.said(), "");
        await chat.close();
      });

      for (const [where, broadcast, policy] of [
        ["where the room's form says that it is in vain", "moderator", "nobody"],
        ["in a room that broadcasts everybody", "", "anyone"],
      ] as const) {
        test(`nothing is asked ${where}`, async () => {
          const stage = await stageWith("muc_probe", { muc_probe_list: true });
          const scene = await stage.scene(broadcast);
          await scene.configure({ [FORM_FIELD]: policy });
          await scene.comesAndSays("Juliet", "Good even.");
          await scene.comesAndSays("Tybalt", "What, drawn?");
          await scene.crowd("leave", "Tybalt");
          const chat = await stage.open(browser, scene, shown);
          await chat.openList();
          await chat.quiet();
          await scene.crowd("say", "Juliet", "Good night.");
          await chat.quiet();
          assert.deepEqual(await chat.asked(), []);
          await chat.close();
        });
      }

      for (const [service, kinds] of [
        ["batches_only", ["batch"]],
        ["nothing", ["batch", "probe"]],
      ] as const) {
        test(`on a server with ${service.replace("_", " ")} authors who are there are shown all the same`, async () => {
          const stage = await stageWith(service);
          const scene = await stage.scene();
          await scene.comesAndSays("Juliet", "Good even.");
          await scene.comesAndSays("Tybalt", "What, drawn?");
          await scene.crowd("leave", "Tybalt");
          const chat = await stage.open(browser, scene, shown);
          await chat.shows(() => chat.labelsOf("Juliet"), ["participant"]);
          await chat.until(() => chat.hasPhoto("Juliet"));
          await chat.quiet();
          const asked = await chat.asked();
          assert.deepEqual([...new Set(asked.map(({ kind }) => kind))], kinds);
          assert.equal(await chat.said(), "");
          await chat.close();
        });
      }

      test("the plugin works as an ES module, too", async () => {
        const stage = await stageWith("muc_probe");
        const scene = await stage.scene();
        await scene.comesAndSays("Juliet", "Good even.");
        const chat = await stage.open(browser, scene, { ...shown, loading: "module" });
        await chat.shows(() => chat.labelsOf("Juliet"), ["participant"]);
        await chat.close();
      });
    });
  }
});
