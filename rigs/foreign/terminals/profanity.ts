// profanity: windows by number, a list beside the room's window, and a console that takes raw stanzas.
import { C2S_PORT, HOME, type World } from "../world/hosts.ts";
import { type Client, readLines, type Seat, type View } from "./client.ts";
import type { Program } from "./terminal.ts";

const CONSOLE = 1;
const XML_CONSOLE = 2;
const ROOM = 3;
/** The list's first heading, which begins the column. */
const LIST = "Moderators";
const HEADINGS = [LIST, "Participants", "Visitors"];

/** How profanity is run for an account. */
export function profanity({ verona }: World, account: string): Program {
  return {
    name: account,
    command: "profanity",
    files: {
      ".config/profanity/profrc": "[connection]\naccount=guest\n",
      ".local/share/profanity/accounts": [
        "[guest]\nenabled=true",
        `jid=${account}@${HOME}\npassword=any\nmuc.nick=${account}`,
        `server=${verona.address}\nport=${C2S_PORT}\ntls.policy=trust\n`,
      ].join("\n"),
    },
  };
}

/** profanity, by its user's hands. */
export class Profanity implements Client {
  readonly #seat: Seat;
  #field = "";

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  async logIn(): Promise<void> {
    await this.#seat.terminal.shows("logged in successfully");
    await this.#seat.terminal.enter("/xmlconsole");
    await this.#isAt(XML_CONSOLE);
  }

  async join(): Promise<void> {
    await this.#seat.terminal.enter(`/join ${this.#seat.room}`);
    await this.#isAt(ROOM);
    await this.#seat.terminal.shows(LIST);
  }

  async leave(): Promise<void> {
    await this.#goTo(ROOM);
    await this.#seat.terminal.enter("/close");
    await this.#isAt(CONSOLE);
  }

  async say(text: string): Promise<void> {
    await this.#goTo(ROOM);
    await this.#seat.terminal.enter(text);
  }

  async send(xml: string): Promise<void> {
    await this.#goTo(XML_CONSOLE);
    await this.#seat.terminal.enter(xml);
  }

  async look(): Promise<View> {
    await this.#goTo(CONSOLE);
    const elsewhere = readLines(await this.#body());
    await this.#goTo(ROOM);
    const room = await this.#body();
    const lines = room.map((line) => line.slice(0, listColumn(room)));
    return { room: readLines(lines), elsewhere, occupants: readList(room) };
  }

  async openForm(label: string): Promise<string> {
    await this.#seat.terminal.enter("/room config");
    await this.#seat.terminal.shows("/form submit");
    const lines = readLines(await this.#body());
    const first = lines.findIndex((line) => line.includes(label));
    // The values that there are to choose from follow, each indented.
    const values = lines.slice(first + 1).findIndex((line) => !line.includes(" -   ["));
    const shown = lines.slice(first, first + 1 + values).map((line) => line.replace(/^\S+ - +/, ""));
    this.#field = /^\[(field\d+)\]/.exec(shown[0] ?? "")?.[1] ?? "";
    return shown.join(" ");
  }

  async chooseThird(): Promise<void> {
    await this.#seat.terminal.enter(`/${this.#field} moderators`);
    await this.#seat.terminal.shows("Field updated");
  }

  async submitForm(): Promise<string> {
    await this.#seat.terminal.enter("/form submit");
    return this.#seat.terminal.shows(/Room configuration \w+/);
  }

  /** All but the titles, the bar at the bottom and the line to write in. */
  async #body(): Promise<string[]> {
    const screen = await this.#seat.terminal.screen();
    const bottom = screen.findLastIndex((line) => /^ \[\d\d:\d\d\] /.test(line));
    return screen.slice(1, bottom);
  }

  async #goTo(window: number): Promise<void> {
    await this.#seat.terminal.enter(`/win ${window}`);
    await this.#isAt(window);
  }

  async #isAt(window: number): Promise<void> {
    await this.#seat.terminal.shows(new RegExp(`^ \\[\\d\\d:\\d\\d\\] .*-${window}-`));
  }
}

/** The list stands beside the lines, from the column of its first heading on. */
function listColumn(body: readonly string[]): number {
  return body.find((line) => line.endsWith(LIST))?.lastIndexOf(LIST) ?? Infinity;
}

function readList(body: readonly string[]): string[] {
  const entries = body.map((line) => line.slice(listColumn(body)).trim());
  return entries.filter((entry) => entry !== "" && !HEADINGS.includes(entry)).sort();
}
