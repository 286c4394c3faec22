// Hosts of our own, in network namespaces: nothing here can be reached from outside, and nothing reaches out.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { Command } from "prosody-launcher";

/** A host of the network. */
export interface Host {
  readonly name: string;
  readonly address: string;
  /** The command line that runs a program on this host. */
  readonly enter: (command: Command) => Command;
}

const BRIDGE = "bridge";
const NAMESPACES = "/run/netns";
/** RFC 5737: addresses for documentation, which no network has. */
const NETWORK = "192.0.2";

/** Runs a command that sets something up, and waits for it. */
export function setUp(command: string): void {
  const [program = "", ...parameters] = command.split(" ");
  execFileSync(program, parameters, { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Makes the network, and the host that this process itself is on.
 * @throws {Error} if this process is not in a network namespace that was made for it.
 */
export function createNetwork(name: string): Host {
  // A new namespace has nothing that is up, not even the loopback interface.
  if (Object.keys(networkInterfaces()).length > 0) throw new Error("this is no network namespace of our own");
  const address = `${NETWORK}.1`;
  // Namespaces are kept as mounts in this folder: a folder of our own goes when this process does, with all in it.
  if (!existsSync(NAMESPACES)) mkdirSync(NAMESPACES);
  setUp(`mount -t tmpfs tmpfs ${NAMESPACES}`);
  setUp("ip link set lo up");
  setUp(`ip link add ${BRIDGE} type bridge`);
  setUp(`ip address add ${address}/24 dev ${BRIDGE}`);
  setUp(`ip link set ${BRIDGE} up`);
  return { name, address, enter: (command) => command };
}

/** Adds a host to the network. */
export function addHost(name: string, number: number): Host {
  const address = `${NETWORK}.${number}`;
  setUp(`ip netns add ${name}`);
  setUp(`ip link add to-${name} type veth peer name eth0 netns ${name}`);
  setUp(`ip link set to-${name} master ${BRIDGE} up`);
  setUp(`ip -n ${name} link set lo up`);
  setUp(`ip -n ${name} address add ${address}/24 dev eth0`);
  setUp(`ip -n ${name} link set eth0 up`);
  return { name, address, enter: (command) => ["ip", "netns", "exec", name, ...command] };
}
