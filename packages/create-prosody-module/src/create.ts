import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type Kind, namesOf } from "./kinds.ts";

/** The module to make, and its folder. */
export interface Project {
  readonly folder: string;
  /** The name as it was asked for, without `mod_`; some kinds put a word in front. */
  readonly name: string;
  readonly kind: Kind;
  /** A folder with tarballs of the packages that it needs, to take in place of those of the registry. */
  readonly packages: string | undefined;
}

/** Stands for the module's name in the files of the template, and in their names. */
const PLACEHOLDER = "NAME";
/** Stands for the name by which the configuration names a provider. */
const PROVIDER_PLACEHOLDER = "PROVIDER";
/** Stand for sections that the pages of all kinds have. */
const SECTIONS = ["INSTALLATION", "COMPATIBILITY"];
/** npm leaves files called `.gitignore` out of packages. */
const GITIGNORE = "gitignore";

/**
 * Makes the folder of a module. Returns the module's name.
 * @throws {Error} that says so if there is something already.
 */
export function createProject({ folder, name, kind, packages }: Project): string {
  if (existsSync(folder) && !isEmptyFolder(folder))
    throw new Error(`${folder} is there already, and is not an empty folder.`);
  const tarballs = packages === undefined ? {} : findTarballs(packages);
  const template = findTemplate();
  const { module, provider } = namesOf(kind, name);
  const complete = (text: string, section: string): string =>
    text.replace(section, () => readFileSync(join(template, "sections", `${section}.md`), "utf8").trimEnd());
  const fill = (text: string): string =>
    SECTIONS.reduce(complete, text)
      .replaceAll(PLACEHOLDER, module)
      .replaceAll(PROVIDER_PLACEHOLDER, provider);
  for (const part of ["common", kind]) copyTemplate(join(template, part), folder, fill);
  completeManifest(join(folder, "package.json"), kind, tarballs);
  return module;
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0;
}

/** The template is above the built code, and beside the sources. */
function findTemplate(folder = import.meta.dirname): string {
  const template = join(folder, "template");
  return existsSync(template) ? template : findTemplate(dirname(folder));
}

function copyTemplate(template: string, folder: string, fill: (text: string) => string): void {
  for (const path of readdirSync(template, { recursive: true, encoding: "utf8" })) {
    const source = join(template, path);
    if (statSync(source).isDirectory()) continue;
    const target = join(folder, fill(path));
    const file = basename(path) === GITIGNORE ? join(dirname(target), `.${GITIGNORE}`) : target;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, fill(readFileSync(source, "utf8")));
  }
}

/**
 * The tarballs of a folder, by the names of their packages.
 * @throws {Error} that says so if there is no such folder, or none in it.
 */
function findTarballs(folder: string): Record<string, string> {
  if (!existsSync(folder)) throw new Error(`--packages=${folder}: there is no such folder.`);
  const tarballs = tarballsIn(folder);
  if (Object.keys(tarballs).length === 0)
    throw new Error(`--packages=${folder}: there are no packages in that folder, as npm pack makes them.`);
  return tarballs;
}

function tarballsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).flatMap((file) => {
      const name = /^(.+)-\d+\.\d+\.\d+\.tgz$/.exec(file)?.[1];
      return name === undefined ? [] : [[name, resolve(folder, file)]];
    }),
  );
}

/**
 * Says in a project which version made it, and of which kind. Has it install packages from tarballs: those that it names, and those
 * that these need.
 */
function completeManifest(manifest: string, kind: Kind, tarballs: Readonly<Record<string, string>>): void {
  const { devDependencies, ...project } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  for (const [name, file] of Object.entries(tarballs))
    devDependencies[name] = `file:${relative(dirname(manifest), file)}`;
  const madeBy = { "create-prosody-module": { version: ownVersion(), kind } };
  writeFileSync(manifest, `${JSON.stringify({ ...project, ...madeBy, devDependencies }, undefined, 2)}\n`);
}

interface Manifest {
  readonly devDependencies: Record<string, string>;
}

function ownVersion(): string {
  const path = join(dirname(findTemplate()), "package.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { readonly version: string }).version;
}
