// The folder with Debian's packages, as the programs in it see it: written to freely, and never changed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "prosody-launcher";
import { setUp } from "./network.ts";

const SCRATCH = "/mnt";

/**
 * Lays a layer over the root that takes what is written to it, and is gone with this process, which must be in a mount
 * namespace of its own.
 */
export function layOver(root: string): void {
  setUp(`mount -t tmpfs tmpfs ${SCRATCH}`);
  for (const folder of ["upper", "work"]) mkdirSync(join(SCRATCH, folder));
  setUp(
    `mount -t overlay overlay -o lowerdir=${root},upperdir=${SCRATCH}/upper,workdir=${SCRATCH}/work ${root}`,
  );
  for (const folder of ["dev", "proc"]) mkdirSync(join(root, folder), { recursive: true });
  setUp(`mount --rbind /dev ${join(root, "dev")}`);
  setUp(`mount -t proc proc ${join(root, "proc")}`);
  // No script of any package was run, so nobody has written these.
  writeFileSync(join(root, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  writeFileSync(join(root, "etc/group"), "root:x:0:\n");
  writeFileSync(join(root, "etc/hosts"), "127.0.0.1 localhost\n");
}

/** Has every program ask one DNS server, within the root and outside of it. */
export function useNameServer(root: string, address: string): void {
  const file = join(root, "etc/resolv.conf");
  writeFileSync(file, `nameserver ${address}\n`);
  setUp(`mount --bind ${file} /etc/resolv.conf`);
}

/** The command line that runs a program of the packages. */
export function inRoot(root: string, command: Command): Command {
  return ["/usr/sbin/chroot", root, ...command];
}
