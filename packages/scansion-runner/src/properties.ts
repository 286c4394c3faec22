import {
  isPort,
  isStreamUrl,
  MECHANISM_NAMES,
  readYesNo,
  STREAM_URLS,
  TLS_CHOICES,
  YES_NO_WORDS,
} from "./choices.ts";
import { didYouMean } from "./nearest.ts";
import type { Character, ConnectionSettings } from "./script.ts";

/** The properties of a character, by their names in lower case. */
export type Properties = ReadonlyMap<string, string>;

/** A user's JID, or a domain, the resource aside; characters that a local part must not have are those of RFC 7622. */
const JID = /^(?:[^\s"&'/:<>@]+@)?[^\s@/]+$/;
const DOMAIN = /^[^\s@/]+$/;

/** The properties there are, each with what is wrong with a value, if anything is. */
const CHECKS: Readonly<Record<string, (value: string) => string | undefined>> = {
  jid: (value) => (JID.test(value.replace(/\/.*$/, "")) ? undefined : `${value} is not a JID`),
  password: () => undefined,
  resource: () => undefined,
  connect_host: () => undefined,
  connect_port: (value) => (isPort(value) ? undefined : `${value} is not a port`),
  connect_url: (value) => (isStreamUrl(value) ? undefined : `${value} is no address of ${STREAM_URLS}`),
  connect_tls: oneOf(TLS_CHOICES),
  connect_ca: () => undefined,
  connect_insecure: (value) =>
    readYesNo(value) === undefined
      ? `${value} says neither yes nor no; expected one of ${YES_NO_WORDS}`
      : undefined,
  connect_mechanism: oneOf(MECHANISM_NAMES),
};
const NOT_OF_COMPONENTS = ["resource", "connect_url", "connect_mechanism"];
const NOT_BESIDE_URL = ["connect_host", "connect_port"];

function oneOf(choices: readonly string[]): (value: string) => string | undefined {
  return (value) => (choices.includes(value) ? undefined : `${value} is none of ${choices.join(", ")}`);
}

/** Says that a property is not known, and which one may have been meant; `undefined` where it is known. */
export function warningOfProperty(name: string): string | undefined {
  if (Object.hasOwn(CHECKS, name)) return undefined;
  return `the unknown property ${name} does nothing${didYouMean(name, Object.keys(CHECKS))}`;
}

/** Finds the problem in the value of a property that is known. */
export function problemOfValue(name: string, value: string): string | undefined {
  return value === "" ? `the property ${name} has no value` : CHECKS[name]?.(value);
}

/** Finds the problems of a character's properties together. */
export function problemsOfCharacter(name: string, kind: Character["kind"], properties: Properties): string[] {
  const isComponent = kind === "component";
  const jid = properties.get("jid");
  const isAnonymous = jid !== undefined && !isComponent && DOMAIN.test(jid.replace(/\/.*$/, ""));
  const isPasswordWrong = isAnonymous === properties.has("password");
  return [
    ...(jid === undefined ? [`${name} has no jid`] : []),
    ...(jid !== undefined && isComponent && !DOMAIN.test(jid) ? [`${jid} is not a component's domain`] : []),
    ...(isPasswordWrong && isAnonymous ? [`${name} has a password, but its jid names no user`] : []),
    ...(isPasswordWrong && !isAnonymous ? [`${name} has no password`] : []),
  ];
}

/** Names the properties that are known and do nothing beside the others of a character. */
export function warningsOfCharacter(name: string, kind: Character["kind"], properties: Properties): string[] {
  const useless = (names: string[], why: string): string[] =>
    names
      .filter((each) => properties.has(each))
      .map((each) => `the property ${each} of ${name} does nothing: ${why}`);
  if (kind === "component")
    return [
      ...useless(NOT_OF_COMPONENTS, "a component has none, it connects by TCP"),
      ...(properties.get("connect_tls") === "starttls"
        ? useless(["connect_tls"], "components know no STARTTLS")
        : []),
    ];
  return [
    ...(properties.has("connect_url") ? useless(NOT_BESIDE_URL, "connect_url says where to") : []),
    ...(properties.has("resource") && properties.get("jid")?.includes("/")
      ? [`the resource in the jid of ${name} does nothing: the property resource says another`]
      : []),
  ];
}

/** In what two characters of the same name differ: the names of properties. */
export function propertiesThatDiffer(one: Properties, other: Properties): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

/** Makes a character of its properties. */
export function toCharacter(name: string, kind: Character["kind"], properties: Properties): Character {
  const [, jid = "", jidResource] = /^([^/]*)(?:\/(.*))?$/.exec(properties.get("jid") ?? "") ?? [];
  const resource = properties.get("resource") ?? jidResource;
  return {
    name,
    kind,
    jid,
    password: properties.get("password") ?? "",
    ...(resource && kind === "client" && { resource }),
    connection: toConnection(kind, properties),
  };
}

function toConnection(kind: Character["kind"], properties: Properties): ConnectionSettings {
  const of = (name: string): string | undefined =>
    kind === "component" && NOT_OF_COMPONENTS.includes(name) ? undefined : properties.get(name);
  const host = of("connect_host");
  const port = of("connect_port");
  const url = of("connect_url");
  const tls = TLS_CHOICES.find((choice) => choice === of("connect_tls"));
  const caFile = of("connect_ca");
  const insecure = of("connect_insecure");
  const mechanism = of("connect_mechanism");
  return {
    ...(host && { host }),
    ...(port && { port: Number(port) }),
    ...(url && { url }),
    ...(tls && { tls }),
    ...(caFile && { caFile }),
    ...(insecure && { insecure: readYesNo(insecure) === true }),
    ...(mechanism && { mechanism }),
  };
}
