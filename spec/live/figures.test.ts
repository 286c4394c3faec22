// What an administrator can see of the answers: Prosody's statistics, and the commands of its shell.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type Installation,
  isAtLeast,
  MODULES_WITH_SHELL,
  type ProsodyServer,
  runShell,
  startProsody,
} from "prosody-launcher";
import { enter } from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { INSTALLATIONS, logIn, MUC, probe } from "./support.ts";

const ROOM = `figures@${MUC}`;

/** Starts a server, and has Romeo probe himself twice and nobody once. */
async function withProbes(
  installation: Installation,
  options: Partial<Parameters<typeof startProsody>[0]>,
  check: (server: ProsodyServer) => Promise<void>,
): Promise<void> {
  const server = await startProsody({
    installation,
    pluginPaths: [PLUGIN_PATH],
    mucModules: ["muc_probe"],
    ...options,
  });
  try {
    const romeo = await logIn(server, "Romeo");
    await enter(romeo, ROOM, "Romeo");
    for (const nick of ["Romeo", "Romeo", "Nobody"]) await probe(romeo, `${ROOM}/${nick}`);
    await check(server);
    await romeo.disconnect();
  } finally {
    await server.stop();
  }
}

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.name}`, () => {
    const hasNoCommands =
      !isAtLeast(installation.version, "13.0") && "the release's shell has no commands of modules";
    const withShell = {
      globalOptions: { modules_enabled: MODULES_WITH_SHELL },
      // 13.0.1 does not yet load the shell on components by itself.
      mucModules: isAtLeast(installation.version, "13.0.2") ? ["muc_probe"] : ["muc_probe", "admin_shell"],
    };

    test(
      "answers are counted by outcome on the OpenMetrics page",
      { skip: !isAtLeast(installation.version, "0.12") && "the release has no such page" },
      async () => {
        const options = {
          httpPort: true,
          hostModules: ["http_openmetrics"],
          globalOptions: { statistics: "internal", statistics_interval: "manual" },
        };
        await withProbes(installation, options, async (server) => {
          const page = await (await fetch(`http://localhost:${server.httpPort ?? 0}/metrics`)).text();
          const counter = (outcome: string): string | undefined =>
            new RegExp(
              `^prosody_mod_muc_probe__answers_total\\{[^}]*outcome="${outcome}"[^}]*\\} (\\d+)`,
              "m",
            ).exec(page)?.[1];
          assert.deepEqual(
            [counter("present"), counter("unknown"), counter("throttled")],
            ["2", "1", "0"],
            page,
          );
        });
      },
    );

    test(
      "prosodyctl shell tells what a user would be told, and counters; shows and sets policies",
      { skip: hasNoCommands },
      async () => {
        await withProbes(installation, withShell, async (server) => {
          const run = (...args: string[]): Promise<string> => runShell(server, "muc_probe", ...args);
          const ask = (user: string): Promise<string> => run("ask", `${ROOM}/Romeo`, `${user}@localhost`);
          assert.match(await ask("romeo"), /present: <presence.*affiliation='owner'/);
          assert.match(await ask("tybalt"), /not-acceptable/);
          assert.match(await run("answers", MUC), /present\s+2/);
          assert.doesNotMatch(await run("policies", MUC), new RegExp(ROOM));
          assert.match(await run("set_policy", ROOM, "nobody"), new RegExp(`${ROOM}: nobody`));
          assert.match(await run("policies", MUC), new RegExp(`${MUC}: anyone\\n(.*\\n)*.*${ROOM}: nobody`));
          assert.match(await run("set_policies", MUC, "default"), /Rooms set to default: 1/);
          assert.doesNotMatch(await run("policies", MUC), new RegExp(ROOM));
        });
      },
    );
  });
}
