import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  Control,
  fetchRelease,
  type ProsodyServer,
  RELEASES,
  startProsody,
  whyNoReleases,
} from "prosody-launcher";

const ACCOUNT = { user: "ann", password: "secret" };

describe("the releases of the matrix", { skip: whyNoReleases() ?? false }, () => {
  const servers: ProsodyServer[] = [];

  before(async () => {
    const installations = await Promise.all(RELEASES.map(fetchRelease));
    servers.push(
      ...(await Promise.all(
        installations.map((installation) =>
          startProsody({
            installation,
            pluginPaths: [],
            mucModules: ["muc_mam"],
            accounts: { [ACCOUNT.user]: ACCOUNT.password },
            control: true,
          }),
        ),
      )),
    );
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  RELEASES.forEach(({ suite, series }, index) => {
    describe(suite, () => {
      it(`runs a Prosody ${series}, side by side with the others`, async () => {
        const server = serverAt(index);
        const control = await Control.connect(server, ACCOUNT);
        const version = await control.evaluate("return prosody.version");
        control.close();
        assert.ok(version.startsWith(series), version);
        assert.equal(version, server.installation.version);
      });

      it("has nothing to complain about", () => {
        assert.doesNotMatch(serverAt(index).log(), /\b(warn|error)\t/);
      });

      it("lets in no one with a wrong password", async () => {
        await assert.rejects(
          Control.connect(serverAt(index), { ...ACCOUNT, password: "wrong" }),
          /cannot log in/,
        );
      });

      it("takes modules from its control", async () => {
        const control = await Control.connect(serverAt(index), ACCOUNT);
        await control.reload("conference.localhost", "muc_mam");
        await control.unload("conference.localhost", "muc_mam");
        await control.load("conference.localhost", "muc_mam");
        control.close();
      });
    });
  });

  function serverAt(index: number): ProsodyServer {
    const server = servers[index];
    assert.ok(server);
    return server;
  }
});

describe("fetchRelease", { skip: whyNoReleases() ?? false }, () => {
  it("tells in one line why a release cannot be had", async () => {
    const release = { suite: "no-such-suite", series: "", lua: "5.4", isTesting: false, mergedUsr: false };
    await assert.rejects(fetchRelease(release), /^Error: no-such-suite: .+$/);
  });
});
