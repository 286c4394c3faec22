// The scene: who comes, writes and goes. It is played in several rooms at once, and each room is new.
import { Player } from "./player.js";

const CAST = ["Romeo", "Juliet", "Mercutio", "Tybalt"];
const CROWD = "crowd.localhost";

/** The part of the scene before Benvolio comes in, who watches a crowded room. */
export async function threePeopleWrite({ Romeo, Juliet, Mercutio, Tybalt }, room) {
  await Romeo.enter(room);
  await Romeo.configure(room, "Verona");
  await Romeo.affiliate(room, "Juliet", "member");
  await Romeo.affiliate(room, "Mercutio", "admin");
  await Romeo.tell(CROWD, `fill ${room}`);
  await Juliet.enter(room);
  await Juliet.say(room, "Good even to my ghostly confessor.");
  await Mercutio.enter(room);
  await Mercutio.say(room, "A plague o' both your houses!");
  await Mercutio.leave(room);
  await Tybalt.enter(room);
  await Tybalt.say(room, "What, drawn, and talk of peace?");
}

/** The part of the scene while Benvolio looks. */
export async function twoPeopleChange({ Juliet, Tybalt }, room) {
  await Juliet.rename(room, "Juliet Capulet");
  await Tybalt.leave(room);
}

/** In how many presences a room tells of that: a new name takes two. */
export const PRESENCES_OF_CHANGES = 3;

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

  countPeople(room) {
    return this.#players.Romeo.countPeople(room);
  }

  close() {
    for (const player of Object.values(this.#players)) player.logOut();
  }
}
