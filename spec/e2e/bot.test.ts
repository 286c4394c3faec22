// examples/bot.py and the list that it keeps, examples/people.py, on the oldest release and the newest, and on servers that can do less.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { isAtLeast } from "prosody-launcher";
import { ROOT } from "../../tools/kit/project.ts";
import { INSTALLATIONS, oldestAndNewest } from "../live/support.ts";
import { Hall, HALL, SERVICES } from "./hall.ts";
import { Program, PYTHON, WITHOUT_SLIXMPP } from "./program.ts";

const WITH_MODULE = SERVICES["the module"];
const newest = INSTALLATIONS.at(-1);
const skip = WITHOUT_SLIXMPP || (newest === undefined && "Prosody is not installed");

function startBot(hall: Hall, room = HALL, password = "bot"): Program {
  return new Program([PYTHON, "examples/bot.py", "bot@localhost", password, room, address(hall)]);
}

function address({ server }: Hall): string {
  return `localhost:${server.c2sPort}`;
}

/** Starts a program of a few lines that uses the list: it is the body of a coroutine with `people`, which asks again each second. */
function startWith(hall: Hall, ...body: readonly string[]): Program {
  const program = `
import sys
sys.path.insert(0, ${JSON.stringify(join(ROOT, "examples"))})
from session import logged_in, run
from people import Author, People
from slixmpp import JID
def tell(before, now):
    print(before and before.nick, "->", now and now.nick, flush=True)
async def main():
    async with logged_in(JID("bot@localhost"), "bot", ${JSON.stringify(address(hall))}) as xmpp:
        people = People(xmpp, JID("${HALL}"), tell, refresh_seconds=1)
        await people.enter("Bot")
        ${body.join("\n        ")}
    return 0
run(main())`;
  return new Program([PYTHON, "-c", program]);
}

describe("The bot", { skip }, () => {
  for (const installation of oldestAndNewest()) {
    test(`knows everybody, and what becomes of them, on ${installation.name}`, () =>
      // Seven people in pages of three, of which one is followed: the others are asked for again.
      Hall.during(
        installation,
        WITH_MODULE,
        {
          muc_probe_list: true,
          muc_probe_batch_limit: 3,
        },
        async (hall) => {
          await hall.welcome("rosaline", "paris", "nurse", "peter", "gregory");
          const bot = startBot(hall);
          await bot.says("7 people");
          await hall.rename("rosaline", "Rose");
          await bot.says("Rosaline is called Rose now");
          await hall.away("rosaline", "Rose");
          await bot.says("Rose: participant, away");
          await hall.affiliate("paris", "member");
          await bot.says("Paris: participant, member");
          await hall.leave("nurse");
          await bot.says("Nurse is gone");
          await hall.kick("Peter");
          await bot.says("Peter is gone");
          await hall.welcome("sampson");
          await hall.say("sampson", "I will show myself a tyrant.");
          await bot.says("Sampson: participant");
          await hall.say("paris", "!who");
          await hall.hears("6 people: Gregory, Host, Paris, Rose, Sampson, bot");
          await bot.stop();
          assert.deepEqual(bot.complaints, []);
        },
      ));
  }

  for (const [service, modules] of Object.entries(SERVICES)) {
    test(`finds whoever writes, and that they are gone, with ${service}`, () =>
      Hall.during(newest, modules, {}, async (hall) => {
        await hall.welcome("rosaline", "paris");
        const watching = startWith(
          hall,
          "print(people.means, len(people), flush=True)",
          "await people.keep_fresh()",
        );
        await watching.says(`${modules === WITH_MODULE ? "query" : "batches"} 2`);
        await hall.say("paris", "Do not deny to him that you love me.");
        await watching.says("None -> Paris");
        await hall.leave("paris");
        await watching.says("Paris -> None");
        assert.ok(!watching.lines.join().includes("Rosaline"));
        await watching.stop();
      }));
  }

  test("sees by counting who came and went of whom it may not be told", () =>
    Hall.during(newest, WITH_MODULE, { muc_probe_list: true, muc_probe_follow: 0 }, async (hall) => {
      await hall.welcome("paris");
      const watching = startWith(hall, "await people.keep_fresh()");
      await watching.says("None -> Paris");
      await hall.leave("paris");
      await watching.says("Paris -> None");
      await hall.welcome("nurse");
      await watching.says("None -> Nurse");
      await watching.stop();
    }));

  for (const service of Object.keys(SERVICES) as (keyof typeof SERVICES)[]) {
    const skipped = newest !== undefined && !isAtLeast(newest.version, "0.12") && "it has no occupant-ids";
    test(`takes nobody for somebody whose nick is another's now, with ${service}`, { skip: skipped }, () =>
      Hall.during(newest, SERVICES[service], {}, async (hall) => {
        await hall.welcome("rosaline");
        const asking = startWith(
          hall,
          "written = []",
          'xmpp.add_event_handler("message", lambda message: written.append(people.author_of(message)))',
          'print("listening", flush=True)',
          "import asyncio",
          "while len(written) < 1: await asyncio.sleep(0.05)",
          'print("heard", flush=True)',
          'await asyncio.get_running_loop().run_in_executor(None, lambda: __import__("time").sleep(1.5))',
          "[author] = await people.who(written)",
          'print("Rosaline is", author and author.nick, flush=True)',
        );
        await asking.says("listening");
        await hall.say("rosaline", "I am here.");
        await asking.says("heard");
        await hall.rename("rosaline", "Rose");
        await hall.welcome("paris");
        await hall.rename("paris", "Rosaline");
        await asking.says(`Rosaline is ${service === "the module" ? "Rose" : "None"}`);
        assert.equal(await asking.ends(), 0);
      }),
    );
  }

  test("waits as long as it is told to", () =>
    Hall.during(
      newest,
      WITH_MODULE,
      {
        muc_probe_burst: 2,
        muc_probe_rate: 2,
        muc_probe_list: true,
      },
      async (hall) => {
        await hall.welcome("rosaline", "paris", "nurse", "peter", "gregory");
        const bot = startBot(hall);
        await bot.says("7 people");
        await bot.stop();
        assert.deepEqual(bot.complaints, []);
      },
    ));

  test("says in a sentence what went wrong", () =>
    Hall.during(newest, WITH_MODULE, {}, async (hall) => {
      await startBot(hall, HALL, "wrong").fails("Could not log in: not-authorized");
      await startBot(hall, "none@conference.localhost").fails(
        "Could not enter the room: there was none, so the server made it",
      );
      await new Program([PYTHON, "examples/bot.py", "bot@localhost", "bot", HALL, "localhost:1"]).fails(
        "Could not log in: no connection to localhost:1",
      );

      const kicked = startBot(hall);
      await kicked.says("2 people, and whoever writes");
      await hall.kick("bot");
      await kicked.fails("We are out of the room: put out");

      const outside = startWith(
        hall,
        'xmpp.send_presence(pto="hall@conference.localhost/Bot", ptype="unavailable")',
        'await people.who([Author("Nobody")])',
      );
      await outside.fails("Could not ask who is there: we are not in the room: enter it again");

      const refused = startWith(hall, 'await people.who([Author("")])');
      await refused.fails("Could not ask who is there: bad-request");

      const cut = startBot(hall);
      await cut.says("2 people, and whoever writes");
      await hall.server.stop();
      await cut.fails("The server has ended the connection");
    }));

  test("says how it is used", async () => {
    for (const parameters of [[], ["bot@localhost", "bot", `${HALL}/Host`], ["bot", "bot", HALL]]) {
      const bot = new Program([PYTHON, "examples/bot.py", ...parameters]);
      assert.equal(await bot.ends(), 2);
      assert.deepEqual(bot.complaints, ["Usage: bot.py JID PASSWORD ROOM [HOST:PORT]"]);
    }
  });
});
