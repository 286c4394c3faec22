// The scene: who comes, writes and goes. It is played in several rooms at once, and each room is new.
import { Player } from "./player.js";

const CAST = ["Romeo", "Juliet", "Mercutio", "Tybalt"];

/** What happens in a room before Benvolio comes in, who watches. */
export async function twoPeopleWrite({ Romeo, Juliet, Mercutio }, room) {
  await Romeo.enter(room);
  await Romeo.configure(room, "Verona");
  await Romeo.affiliate(room, "Juliet", "member");
  await Romeo.affiliate(room, "Mercutio", "admin");
  await Juliet.enter(room);
  await Juliet.say(room, "Good even to my ghostly confessor.");
  await Mercutio.enter(room);
  await Mercutio.say(room, "A plague o' both your houses!");
  await Mercutio.leave(room);
}

/** Not one after the other: he is gone before anybody can ask for him. */
export async function strangerWritesAndGoes({ Tybalt }, room) {
  await Promise.all([
    Tybalt.enter(room),
    Tybalt.say(room, "What, drawn, and talk of peace?"),
    Tybalt.leave(room),
  ]);
}

/** The players, and the rooms they play in, which vanish when they go. */
export class Scene {
  /** The rooms, in the order of the services. */
  rooms;
  /** Rejects when the server goes away. */
  lost;
  #players = Object.fromEntries(CAST.map((nick) => [nick, new Player(nick)]));

  constructor(services) {
    const name = `scene-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    this.rooms = services.map((service) => `${name}@${service}`);
    const lost = Object.values(this.#players).map((player) => player.lost);
    this.lost = Promise.race(lost);
  }

  async open() {
    await Promise.all(Object.values(this.#players).map((player) => player.logIn()));
  }

  async play(act) {
    await Promise.all(this.rooms.map((room) => act(this.#players, room)));
  }

  close() {
    for (const player of Object.values(this.#players)) player.logOut();
  }
}
