/** A server as a newcomer has it: a bare Debian with its own Prosody, configured as Debian does. */
import { execFile, execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { fetchPackages, freePort, onProcessEnd, type Release } from "prosody-launcher";

/** The packages of `apt install prosody`, and those that the pages have installed for Prosody's plugin installer. */
const PACKAGES = ["prosody", "lua-unbound", "luarocks", "liblua5.4-dev"];
/** The folders that commands change. */
const OWN_FOLDERS = ["etc", "var", "run", "root", "tmp", "usr/local"];
export const CONFIGURATION = "/etc/prosody/prosody.cfg.lua";
const LOG = "/var/log/prosody/prosody.log";
const PID_FILE = "/run/prosody/prosody.pid";

/** Stands in for systemd, which needs a machine of its own: does what Debian's unit of Prosody says. */
const SYSTEMCTL = `#!/bin/sh
set -eu
name=$2
unit=/lib/systemd/system/$name.service
[ -f "$unit" ] || { echo "Unit $name.service not found." >&2; exit 5; }
wait_for() { for i in $(seq 300); do eval "$1" && return; sleep 0.1; done; echo "Job for $name.service failed." >&2; exit 1; }
case $1 in
restart)
	[ ! -f ${PID_FILE} ] || kill "$(cat ${PID_FILE})"
	wait_for "[ ! -f ${PID_FILE} ]"
	install -d -o prosody -g prosody /run/prosody
	su -s /bin/sh prosody -c "cd /var/lib/prosody; exec $(sed -n 's/^ExecStart=//p' "$unit")" </dev/null >/dev/null 2>&1 &
	wait_for "[ -S /var/lib/prosody/prosody.sock ] && [ -f ${PID_FILE} ]"
	;;
*) echo "Unknown command verb $1." >&2; exit 1 ;;
esac
`;

/** The output of a command, and its exit code. */
export interface Typed {
  readonly code: number;
  readonly output: string;
}

export class BareDebian {
  readonly #source: string;
  readonly #root: string;
  readonly #forgetProcessEnd: () => void;

  private constructor(source: string, root: string) {
    this.#source = source;
    this.#root = root;
    this.#forgetProcessEnd = onProcessEnd(() => {
      this.remove();
    });
  }

  /** Makes a server of its own. It is not started yet. */
  static async make(release: Release): Promise<BareDebian> {
    const source = await fetchPackages({
      name: `bare-${release.suite}`,
      release,
      packages: PACKAGES,
      isInstalled: true,
    });
    const root = mkdtempSync(join(tmpdir(), `bare-${release.suite}-`));
    rmSync(root, { recursive: true });
    // What no command changes are links to the files of the source.
    execFileSync("cp", ["--archive", "--link", source, root]);
    const debian = new BareDebian(source, root);
    await debian.beginAnew();
    return debian;
  }

  /** Has everything as it was when Prosody had just been installed, on ports of the loopback address. */
  async beginAnew(): Promise<void> {
    await this.#stop();
    for (const folder of OWN_FOLDERS) {
      rmSync(join(this.#root, folder), { recursive: true, force: true });
      execFileSync("cp", ["--archive", join(this.#source, folder), join(this.#root, folder)]);
    }
    this.write("/usr/local/bin/systemctl", SYSTEMCTL, 0o755);
    // LuaRocks would ask servers of the network too.
    this.write("/etc/luarocks/config-5.4.lua", "rocks_servers = {}\n");
    const ports = `interfaces = { "127.0.0.1" }; c2s_ports = { ${await freePort()} }; s2s_ports = {}; http_ports = {}; https_ports = {}`;
    this.write(CONFIGURATION, `${ports}\n${this.read(CONFIGURATION)}`, 0o640);
  }

  /** Types a line, as root, in a folder. */
  async type(line: string, folder = "/root"): Promise<Typed> {
    const args = [this.#root, "/bin/sh", "-c", `cd ${folder} && ${line}`];
    try {
      const { stdout, stderr } = await promisify(execFile)("/usr/sbin/chroot", args, { env: ENVIRONMENT });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  read(path: string): string {
    return readFileSync(join(this.#root, path), "utf8");
  }

  /** Writes a file, in a folder that is there or not; the owner of one that is there stays. */
  write(path: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.#root, path)), { recursive: true });
    writeFileSync(join(this.#root, path), text, { mode });
  }

  /** Adds to a file, as with an editor. */
  append(path: string, text: string): void {
    appendFileSync(join(this.#root, path), text);
  }

  /** Brings a file or folder in, as a download or with scp. */
  bring(source: string, path: string): void {
    cpSync(source, join(this.#root, path), { recursive: true });
  }

  has(path: string): boolean {
    return existsSync(join(this.#root, path));
  }

  /** The lines in the log of its Prosody. */
  log(): string {
    return this.has(LOG) ? this.read(LOG) : "";
  }

  /** Stops its Prosody, and takes it away. */
  remove(): void {
    this.#forgetProcessEnd();
    this.#end();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 3 });
  }

  #end(): void {
    if (this.has(PID_FILE)) process.kill(Number(this.read(PID_FILE)));
  }

  async #stop(): Promise<void> {
    this.#end();
    while (this.has(PID_FILE)) await delay(50);
  }
}

const ENVIRONMENT = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LANG: "C.UTF-8",
};
