import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  freePort,
  type Installation,
  installedProsody,
  type ProsodyServer,
  startProsody,
} from "prosody-launcher";
import { parseScript, runScript } from "scansion-runner";
import { ROOT } from "../../../tools/kit/project.ts";
import { installationsAtHand } from "../../../tools/kit/columns.ts";
import { scansion } from "./command.ts";

const CONSTRUCTS = join(ROOT, "packages/scansion-runner/test/constructs");
const INSTALLATIONS = await installationsAtHand();

for (const installation of INSTALLATIONS) {
  test(`Every construct of the language works on Prosody ${installation.name}, with scripts at the same time`, async () => {
    const server = await startProsody({
      installation,
      pluginPaths: [],
      mucModules: [],
      mucOptions: { muc_room_locking: false },
    });
    try {
      const where = ["--port", String(server.c2sPort), "-d", CONSTRUCTS];
      const { code, out, lastLine } = await scansion(["--jobs", "4", "--timeout", "10", ...where]);
      assert.equal(code, 0, out);
      assert.equal(lastLine, `${readdirSync(CONSTRUCTS).length} passed, 0 failed`);
    } finally {
      await server.stop();
    }
  });
}

describe("Matched as documented, or exactly", () => {
  let server: ProsodyServer;
  before(async () => {
    server = await startProsody({
      installation: present(INSTALLATIONS[0]),
      pluginPaths: [],
      mucModules: [],
    });
  });
  after(() => server.stop());

  const rest = "Romeo receives:\n\t<iq id='b'/>\n";
  const script = parseScript(
    "# T\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n---\nRomeo connects\nRomeo sends:\n" +
      "\t<iq type='get' id='a'/>\n\t<iq type='get' id='b'/>\n\t<iq type='get' id='c'/>\n" +
      rest,
  );
  for (const [match, message] of [
    ["lenient", undefined],
    ["documented", "another stanza came"],
  ] as const) {
    test(`${match}: a stanza that does not match ${message === undefined ? "is passed over" : "fails the script"}`, async () => {
      const result = await runScript(script, { port: server.c2sPort, match });
      assert.equal(result.status === "failed" ? result.failure.message : undefined, message);
    });
  }

  test("an error in place of the answer fails at once, and says what it is", async () => {
    const awaiting = parseScript(
      "# T\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n---\nRomeo connects\nRomeo sends:\n" +
        "\t<iq type='get' id='a'><q xmlns='urn:example'/></iq>\nRomeo receives:\n\t<iq type='result' id='a'/>\n",
    );
    const result = await runScript(awaiting, { port: server.c2sPort, timeoutMs: 30_000 });
    assert.ok(result.status === "failed" && result.seconds < 5, JSON.stringify(result));
    assert.match(result.failure.message, /^the answer is an error: service-unavailable/);
  });
});

/** Fails where Prosody is missing: the test should have been skipped. */
function present(installation: Installation | undefined): Installation {
  assert.ok(installation, "there is no Prosody");
  return installation;
}

const installed = installedProsody();
describe(
  "Over other connections than plain TCP, on the installed Prosody",
  { skip: installed === undefined && "Prosody is not installed" },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "scansion-tls-"));
    let server: ProsodyServer;
    let directPort: number;
    let componentPort: number;

    before(async () => {
      const [certificate, key] = [join(folder, "ca.pem"), join(folder, "key.pem")];
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
      const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
      execFileSync("openssl", [...request, "-keyout", key, "-out", certificate, ...subject], {
        stdio: "ignore",
      });
      directPort = await freePort();
      componentPort = await freePort();
      server = await startProsody({
        installation: present(installed),
        pluginPaths: [],
        mucModules: [],
        httpPort: true,
        accounts: { romeo: "secret" },
        hostModules: ["tls", "bosh", "websocket"],
        globalOptions: {
          authentication: "internal_hashed",
          c2s_require_encryption: false,
          c2s_direct_tls_ports: [directPort],
          component_ports: [componentPort],
          ssl: { certificate, key },
          http_default_host: "localhost",
          consider_websocket_secure: true,
          consider_bosh_secure: true,
        },
        extraConfig:
          'Component "bot.localhost"\ncomponent_secret = "hush"\n' +
          'VirtualHost "anon.localhost"\nauthentication = "anonymous"\n',
      });
    });
    after(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    /** Somebody sends something to himself, with these properties of his own. */
    async function play(properties: string[], jid = "romeo@localhost", password = "secret") {
      const file = join(folder, "connection.scs");
      const cast = [`jid: ${jid}`, ...(password ? [`password: ${password}`] : []), ...properties];
      const text =
        `# T\n[Client] Romeo\n${cast.map((line) => `\t${line}\n`).join("")}---\nRomeo connects\nRomeo sends:\n` +
        "\t<message to=\"${Romeo's full JID}\" type='chat' id='1'><body>é &lt; &amp;</body></message>\n" +
        "\t<message to=\"${Romeo's full JID}\" type='chat' id='2'/>\n" +
        "Romeo receives:\n\t<message id='1'><body>é &lt; &amp;</body></message>\n" +
        "Romeo receives:\n\t<message id='2'/>\nRomeo receives: nothing\nRomeo disconnects\n";
      writeFileSync(file, text);
      const wire: string[] = [];
      const onWire = (_: string, direction: string, xml: string): number => wire.push(`${direction} ${xml}`);
      const result = await runScript(parseScript(text, file), { port: server.c2sPort, onWire });
      assertTraced(wire, result.status === "passed", password);
      return result.status === "failed" ? result.failure.message : "passed";
    }

    /** Each stanza is told both ways, and the login without its password. */
    function assertTraced(wire: readonly string[], hasPassed: boolean, password: string): void {
      const hidden = Buffer.from(`\0romeo\0${password}`).toString("base64");
      assert.ok(!wire.some((line) => line.includes(hidden)), wire.join("\n"));
      if (!hasPassed) return;
      assert.match(
        wire.find((line) => line.includes("<auth")) ?? "",
        /^out .*<auth [^>]*(?:>\*\*\*<\/auth>|\/>)/,
      );
      for (const direction of ["out", "in"])
        assert.ok(
          wire.some((line) => line.startsWith(`${direction} <`) && /<message [^>]*id=["']1["']/.test(line)),
          wire.join("\n"),
        );
    }

    const http = () => `127.0.0.1:${server.httpPort ?? 0}`;
    const ways: [way: string, properties: () => string[]][] = [
      ["STARTTLS with one's own authority", () => ["connect_tls: starttls", "connect_ca: ca.pem"]],
      ["STARTTLS with any certificate", () => ["connect_tls: starttls", "connect_insecure: true"]],
      ["direct TLS", () => ["connect_tls: direct", `connect_port: ${directPort}`, "connect_ca: ca.pem"]],
      ["SCRAM-SHA-1", () => ["connect_mechanism: SCRAM-SHA-1"]],
      ["PLAIN", () => ["connect_mechanism: PLAIN", "connect_tls: starttls", "connect_insecure: true"]],
      ["WebSocket", () => [`connect_url: ws://${http()}/xmpp-websocket`]],
      ["BOSH", () => [`connect_url: http://${http()}/http-bind`]],
    ];
    for (const [way, properties] of ways) {
      test(way, async () => {
        assert.equal(await play(properties()), "passed");
      });
    }

    test("ANONYMOUS", async () => {
      assert.equal(await play([], "anon.localhost", ""), "passed");
    });

    test("two servers in one script, one of which wants SCRAM-SHA-256", async () => {
      const other = await startProsody({
        installation: present(installed),
        pluginPaths: [],
        mucModules: [],
        accounts: { juliet: "any" },
        globalOptions: { authentication: "internal_hashed", password_hash: "SHA-256" },
      });
      try {
        const script = parseScript(
          "# T\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n" +
            `[Client] Juliet\n\tjid: juliet@localhost\n\tpassword: any\n\tconnect_port: ${other.c2sPort}\n` +
            "\tconnect_mechanism: SCRAM-SHA-256\n---\n" +
            "Romeo connects\nJuliet connects\nRomeo sends:\n\t<presence id='r'/>\nJuliet sends:\n\t<presence id='j'/>\n" +
            "Romeo receives:\n\t<presence id='r'/>\nJuliet receives:\n\t<presence id='j'/>\nRomeo receives: nothing\n",
        );
        const result = await runScript(script, { port: server.c2sPort });
        assert.equal(result.status, "passed", JSON.stringify(result));
      } finally {
        await other.stop();
      }
    });

    test("a certificate that nobody vouches for is not trusted", async () => {
      assert.match(await play(["connect_tls: starttls"]), /the server's certificate is not trusted: self/);
    });

    test("a component speaks with a client", async () => {
      const script = parseScript(
        "# T\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n[Component] Bot\n\tjid: bot.localhost\n\tpassword: hush\n---\n" +
          "Bot connects\nRomeo connects\nRomeo sends:\n\t<message to=\"${Bot's JID}\" id='1'/>\n" +
          "Bot receives:\n\t<message from=\"${Romeo's full JID}\" to='bot.localhost' id='1'/>\n" +
          "Bot sends:\n\t<message from='any@bot.localhost/x' to=\"${Romeo's full JID}\" id='2'><x xmlns='urn:x'><y/></x></message>\n" +
          "Romeo receives:\n\t<message from='any@bot.localhost/x' id='2'><x xmlns='urn:x'><y/></x></message>\n" +
          "Romeo receives: nothing\n",
      );
      const result = await runScript(script, { port: server.c2sPort, componentPort });
      assert.equal(result.status, "passed", JSON.stringify(result));
    });

    test("a folder of scripts over BOSH, by a flag", async () => {
      const name = ["--name", "documented", "--url", `http://${http()}/http-bind`];
      writeFileSync(
        join(folder, "documented.scs"),
        readFileSync(join(CONSTRUCTS, "documented.scs"), "utf8").replace("constructs12@", "romeo@"),
      );
      const { code, out } = await scansion([...name, join(folder, "documented.scs")]);
      assert.equal(code, 0, out);
    });
  },
);
