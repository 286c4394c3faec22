// poezio: one window with the room, the list beside it, and below it what poezio itself has to say.
import { C2S_PORT, HOME, type World, worldFile } from "../world/hosts.ts";
import { type Client, readLines, type Seat, type View } from "./client.ts";
import type { Program } from "./terminal.ts";

/** More than any form has: the cursor stays at the last one. */
const FIELDS = 20;
/** Before each name in the list: whether somebody is writing, and the affiliation. */
const SIGNS = 2;

/** How poezio is run for an account. */
export function poezio({ verona }: World, account: string): Program {
  const options = {
    jid: `${account}@${HOME}`,
    password: "any",
    custom_host: verona.address,
    custom_port: C2S_PORT,
    ca_cert_path: worldFile(`${HOME}.crt`),
    ignore_certificate: true,
    use_remote_bookmarks: false,
    enable_vertical_tab_list: false,
    info_win_height: 10,
  };
  const lines = Object.entries(options).map(([name, value]) => `${name} = ${value}`);
  return {
    name: account,
    command: "poezio",
    files: { ".config/poezio/poezio.cfg": `[Poezio]\n${lines.join("\n")}\n` },
  };
}

/** poezio, by its user's hands. */
export class Poezio implements Client {
  readonly #seat: Seat;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  async logIn(): Promise<void> {
    await this.#seat.terminal.shows("Your JID is");
  }

  async join(): Promise<void> {
    // In the roster each key is a command, and this one begins a line.
    await this.#seat.terminal.type("/");
    await this.#seat.terminal.enter(`join ${this.#seat.room}/${this.#seat.nick}`);
    // Of somebody who is not in the room this line says so.
    await this.#seat.terminal.shows(new RegExp(`^\\[${this.#seat.room}\\]\\{\\d+\\} ${this.#seat.nick} \\(`));
  }

  async leave(): Promise<void> {
    await this.#seat.terminal.enter("/part");
    await this.#seat.terminal.shows(`You (${this.#seat.nick}) left the room`);
  }

  async say(text: string): Promise<void> {
    await this.#seat.terminal.enter(text);
  }

  async send(xml: string): Promise<void> {
    await this.#seat.terminal.enter(`/rawxml ${xml}`);
  }

  async look(): Promise<View> {
    const screen = await this.#seat.terminal.screen();
    const border = screen.findIndex((line) => line.startsWith(`[${this.#seat.room}]`));
    const rows = screen.slice(0, border).map((line) => line.split("│"));
    const occupants = rows.map(([, entry = ""]) => entry.trimEnd().slice(SIGNS));
    return {
      room: readLines(rows.map(([line = ""]) => line)),
      elsewhere: readLines(screen.slice(border).filter((line) => !line.startsWith("["))),
      occupants: occupants.filter((nick) => nick !== "").sort(),
    };
  }

  async openForm(label: string): Promise<string> {
    await this.#seat.terminal.enter("/configure");
    await this.#seat.terminal.shows(label);
    const shown = (await this.#seat.terminal.screen()).find((line) => line.includes(label)) ?? "";
    return shown.trim().replaceAll(/ +/g, " ");
  }

  async chooseThird(): Promise<void> {
    for (let i = 0; i < FIELDS; i += 1) await this.#seat.terminal.press("Down");
    for (let i = 0; i < 2; i += 1) await this.#seat.terminal.press("Right");
  }

  async submitForm(): Promise<string> {
    await this.#seat.terminal.press("C-y");
    return this.#seat.terminal.shows(/Info: .*configuration[^│]*[^│ ]/);
  }
}
