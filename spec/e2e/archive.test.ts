// examples/archive.js on the oldest release and the newest, and on servers that can do less.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isAtLeast } from "prosody-launcher";
import { INSTALLATIONS, oldestAndNewest } from "../live/support.ts";
import { Hall, HALL, SERVICES } from "./hall.ts";
import { Program } from "./program.ts";

const WITH_MODULE = SERVICES["the module"];
const newest = INSTALLATIONS.at(-1);

function read({ server }: Hall, room = HALL, password = "bot", port = server.c2sPort): Program {
  return new Program([
    ...[process.execPath, "examples/archive.js"],
    ...["bot@localhost", password, room, `localhost:${port}`],
  ]);
}

/** Has people write: Rosaline, who takes another name and has hers taken; Paris, a member who leaves; the nurse, who leaves. */
async function write(hall: Hall): Promise<void> {
  await hall.welcome("rosaline", "paris", "nurse", "peter");
  await hall.affiliate("paris", "member");
  for (const name of ["rosaline", "paris", "nurse", "host", "host"]) await hall.say(name, `I am ${name}.`);
  await hall.rename("rosaline", "Rose");
  await hall.rename("peter", "Rosaline");
  await hall.leave("paris");
  await hall.leave("nurse");
}

/** Takes the last line apart from the others, which it sorts, and blanks in it what differs from run to run. */
async function outcome(program: Program): Promise<{ people: string[]; cost: string }> {
  assert.deepEqual([await program.ends(), program.complaints], [0, []]);
  const cost = program.lines.pop() ?? "";
  return {
    people: program.lines.toSorted(),
    cost: cost.replace(/ and [\d.]+ s/, " and N s").replace(/, \d+ KiB/, ", N KiB"),
  };
}

describe("The archive's authors", { skip: newest === undefined && "Prosody is not installed" }, () => {
  for (const installation of oldestAndNewest()) {
    test(`are known by more than their nicks, on ${installation.name}`, () =>
      Hall.during(installation, WITH_MODULE, {}, async (hall) => {
        await write(hall);
        const { people, cost } = await outcome(read(hall));
        // 0.11 has no occupant-ids.
        const rosaline = isAtLeast(installation.version, "0.12") ? "Rosaline, now Rose" : "Rosaline";
        assert.deepEqual(people, [
          "Host (2): moderator, owner",
          "Nurse (1): not there",
          "Paris (1): away, member",
          `${rosaline} (1): participant`,
        ]);
        assert.equal(
          cost,
          "5 messages by 4 authors. To ask who they are took 1 question and N s; 1 stanza came, N KiB.",
        );
      }));
  }

  for (const [service, questions, stanzas] of [
    ["batches alone", 1, 4],
    ["Prosody alone", 6, 5],
  ] as const) {
    test(`are asked for by nick where there is no more, with ${service}, and none is taken for another`, () =>
      Hall.during(newest, SERVICES[service], {}, async (hall) => {
        await write(hall);
        const { people, cost } = await outcome(read(hall));
        assert.deepEqual(people, [
          "Host (2): moderator, owner",
          "Nurse (1): not there",
          // Of somebody who is away there is no occupant-id, or that of whoever registered the nick.
          people.find((line) => line.startsWith("Paris")) ?? "",
          "Rosaline (1): not there",
        ]);
        assert.match(cost, new RegExp(`took ${questions} questions? and N s; ${stanzas} stanzas came`));
      }));
  }

  test("are asked for as fast as permitted, in pages of the archive's and portions of the room's", () =>
    Hall.during(
      newest,
      WITH_MODULE,
      {
        muc_probe_burst: 2,
        muc_probe_rate: 2,
        muc_probe_batch_limit: 3,
        max_archive_query_results: 2,
      },
      async (hall) => {
        await write(hall);
        const { cost } = await outcome(read(hall));
        assert.equal(
          cost,
          '5 messages by 4 authors. To ask who they are took 3 questions and N s, 1 s of them because the room said "wait"; 3 stanzas came, N KiB.',
        );
      },
    ));

  test("are not known where something goes wrong, and it says in a sentence what", () =>
    Hall.during(newest, WITH_MODULE, { muc_probe_burst: 1, muc_probe_rate: 0.1 }, async (hall) => {
      await write(hall);
      await read(hall, HALL, "wrong").fails(
        "Could not log in: not-authorized - The response provided by the client doesn't match the one we calculated.",
      );
      await read(hall, "none@conference.localhost").fails(
        "Could not enter the room: there was none, so the server made it",
      );
      await read(hall, "none@elsewhere.invalid").fails(
        "Could not enter the room: Communication with remote domains is not enabled (not-allowed)",
      );
      await read(hall, HALL, "bot", 1).fails("Could not log in: no connection to localhost:1 (ECONNREFUSED)");

      // The second question has to wait for ten seconds.
      const kicked = read(hall);
      await hall.comes("bot");
      await hall.kick("bot");
      await kicked.fails("Could not ask who they are: we are not in the room: enter it again");

      const cut = read(hall);
      await hall.comes("bot");
      await hall.server.stop();
      assert.equal(await cut.ends(), 1);
      assert.match(cut.complaints.join("\n"), /^Could not [a-z' ]+: .+$/);
    }));

  test("cannot be read where there is no archive", () =>
    Hall.during(newest, WITH_MODULE, { modules_disabled: ["muc_mam"] }, async (hall) => {
      await read(hall).fails("Could not read the room's archive: service-unavailable");
    }));

  test("need a room to be asked for", async () => {
    for (const parameters of [[], ["bot@localhost", "bot", `${HALL}/Host`], ["bot", "bot", HALL]]) {
      const program = new Program([process.execPath, "examples/archive.js", ...parameters]);
      assert.equal(await program.ends(), 2);
      assert.deepEqual(program.complaints, ["Usage: node archive.js JID PASSWORD ROOM [HOST:PORT]"]);
    }
  });
});
