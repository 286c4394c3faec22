// The small world that foreign software meets our rooms in: hosts, their names and certificates.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "prosody-launcher";
import { addHost, createNetwork, type Host } from "./network.ts";
import { inRoot, layOver, useNameServer } from "./root.ts";

/** The domain of the server with the rooms, of its room services with and without the plugin, and of the foreign server. */
export const HOME = "verona.example";
export const ROOMS = `conference.${HOME}`;
export const PLAIN_ROOMS = `plain.${HOME}`;
export const ABROAD = "mantua.example";

/** The port for servers; only SRV records tell others of it. */
export const C2S_PORT = 5222;
export const S2S_PORT = 5270;
/** The address for clients that speak WebSocket. */
export const HTTP_PORT = 5280;

const FILES = "/world";
const POLL_MILLISECONDS = 50;

/** A program that was started on a host. */
export interface Running {
  readonly process: ChildProcess;
  /** Its output up to now. */
  readonly output: () => string;
}

/** The folder in which everything runs; see {@link createWorld}. */
export interface World {
  /** The folder with the packages. */
  readonly root: string;
  /** Has the rooms; this process is on it, too. */
  readonly verona: Host;
  /** Has the foreign server. */
  readonly mantua: Host;
  /** Clients are here. */
  readonly street: Host;
}

/**
 * Makes the world out of the namespaces of this process; see `rigs/foreign/foreign.ts`.
 * @param root the folder with Debian's packages.
 */
export function createWorld(root: string): World {
  const verona = createNetwork("verona");
  layOver(root);
  mkdirSync(join(root, FILES));
  const world = { root, verona, mantua: addHost("mantua", 2), street: addHost("street", 3) };
  startNameServer(world, addHost("names", 53));
  for (const domain of [HOME, ABROAD]) certify(root, domain);
  return world;
}

/** The path of one of the world's files, as programs in the root see it. */
export function worldFile(name: string): string {
  return `${FILES}/${name}`;
}

/** The path of one of the world's files, as this process sees it. */
export function outside({ root }: World, path: string): string {
  return join(root, path);
}

/** Starts a program of the packages on a host. */
export function start(
  world: World,
  host: Host,
  command: Command,
  environment: Readonly<Record<string, string>> = {},
): Running {
  const [program, ...parameters] = host.enter(inRoot(world.root, command));
  const file = outside(world, worldFile(`${host.name}-${process.hrtime.bigint()}.log`));
  const log = openSync(file, "a");
  const child = spawn(program, parameters, {
    stdio: ["ignore", log, log],
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LANG: "C.UTF-8", ...environment },
  });
  closeSync(log);
  return { process: child, output: () => readFileSync(file, "utf8") };
}

/** Waits for something to be so; rejects if it is not in time. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds = 60_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds / 1000} s`);
    await delay(POLL_MILLISECONDS);
  }
}

function startNameServer(world: World, host: Host): void {
  const services = [
    [HOME, world.verona],
    [ROOMS, world.verona],
    [PLAIN_ROOMS, world.verona],
    [ABROAD, world.mantua],
  ] as const;
  const file = worldFile("dnsmasq.conf");
  writeFileSync(
    outside(world, file),
    [
      "no-resolv",
      "no-hosts",
      "local=/example/",
      "user=root",
      `host-record=xmpp.${HOME},${world.verona.address}`,
      `host-record=xmpp.${ABROAD},${world.mantua.address}`,
      ...services.flatMap(([domain, { name }]) => [
        `srv-host=_xmpp-server._tcp.${domain},xmpp.${name}.example,${S2S_PORT}`,
        `srv-host=_xmpp-client._tcp.${domain},xmpp.${name}.example,${C2S_PORT}`,
      ]),
      "",
    ].join("\n"),
  );
  useNameServer(world.root, host.address);
  start(world, host, ["dnsmasq", "--keep-in-foreground", `--conf-file=${file}`, "--pid-file"]);
}

/** Signs a certificate with its own key: `DOMAIN.crt` and `DOMAIN.key`. */
function certify(root: string, domain: string): void {
  const [program, ...parameters] = inRoot(root, [
    "openssl",
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-batch"],
    ...["-subj", `/CN=${domain}`, "-addext", `subjectAltName=DNS:${domain},DNS:*.${domain}`],
    ...["-keyout", worldFile(`${domain}.key`), "-out", worldFile(`${domain}.crt`)],
  ]);
  execFileSync(program, parameters, { stdio: "ignore" });
}
