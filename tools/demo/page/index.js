// Shows the scene in two windows of Benvolio: in a room of a service without the plugin, and in one of a service with it.
// It plays by itself, once.
import { presencesOfBroadcasting } from "./broadcasting.js";
import { PRESENCES_OF_CHANGES, Scene, threePeopleWrite, twoPeopleChange } from "./scene.js";

/** Time for a spectator to look at what came of a step. */
const LOOK_MILLISECONDS = 4_000;
/** Time that a spectator needs to read a word of a step. */
const WORD_MILLISECONDS = 350;
/** Time for Converse.js to be in its room. */
const ENTER_MILLISECONDS = 30_000;

const sides = [...document.querySelectorAll("[data-service]")];
const steps = [...document.querySelectorAll("#steps > li")];
const [play, step, again] = ["#play", "#step", "#again"].map((id) => document.querySelector(id));
const now = document.querySelector("#now");
const notice = document.querySelector("#notice");
const byHand = document.querySelector("#by-hand");
const counted = document.querySelector("#counted");

const ACTS = [() => scene.play(threePeopleWrite), comeIn, lookThroughCrowd];
/** Ways of Benvolio's client to ask, one for each side. */
const WAYS = ["alone", "people"];

let scene;
let done = 0;
/** The number in each room; not known before Benvolio is there. */
let people = 0;
let isPlaying = false;
let isBusy = false;
let endPause;
const isOver = () => done === steps.length;

/** Opens a window of Benvolio on each side. Resolves when he is in both rooms. */
async function comeIn() {
  await Promise.all(sides.map((side, i) => openWindow(side, scene.rooms[i], WAYS[i])));
  people = await scene.countPeople(scene.rooms[0]);
}

/** Has Benvolio look through what the crowd wrote, and through the list of who is there. While he looks, two people change. */
async function lookThroughCrowd() {
  await Promise.all(sides.map(lookThrough));
  await scene.play(twoPeopleChange);
}

function lookThrough(side) {
  const frame = side.querySelector("iframe");
  frame.contentWindow.dispatchEvent(new Event("look-through"));
  return new Promise((resolve) => frame.addEventListener("looked-through", resolve, { once: true }));
}

/** Says in words what the questions of the one side cost, and what they saved. */
function tellCost({ questions, people: found, changes }) {
  const words = [
    `Asked ${times(questions)} for ${found} people, told ${changes} ${changes === 1 ? "change" : "changes"}.`,
  ];
  if (people > 0) {
    const presences = presencesOfBroadcasting({ people, changes: PRESENCES_OF_CHANGES });
    words.push(
      `Broadcasting all ${people} to all would have sent ${presences.toLocaleString("en-GB")} stanzas.`,
    );
  }
  counted.textContent = words.join(" ");
}

function times(number) {
  return number === 1 ? "once" : `${number} times`;
}

function openWindow(side, room, way) {
  const frame = document.createElement("iframe");
  frame.title = `Benvolio's window ${side.querySelector("h2").textContent.toLowerCase()}`;
  frame.src = `chat.html?as=Benvolio&${way}&room=${room}`;
  side.querySelector(".window").append(frame);
  if (way === "people") frame.addEventListener("count", ({ detail }) => tellCost(detail));
  return new Promise((resolve, reject) => {
    frame.addEventListener("entered", resolve);
    setTimeout(() => reject(new Error("Benvolio did not get into the room.")), ENTER_MILLISECONDS);
  });
}

/** Has the players log in, and nothing happened yet. */
async function rewind() {
  scene?.close();
  scene = new Scene(sides.map((side) => side.dataset.service));
  scene.lost.catch(tell);
  done = 0;
  notice.textContent = "";
  counted.textContent = "";
  people = 0;
  for (const [i, side] of sides.entries()) {
    side.querySelector("iframe")?.remove();
    for (const link of byHand.children[i].querySelectorAll("a"))
      link.href = `chat.html?as=${link.textContent}&room=${scene.rooms[i]}`;
  }
  await Promise.race([scene.open(), scene.lost]);
  now.textContent = "Both rooms are empty.";
}

/** Shows what the next step is about. */
function announce() {
  now.textContent = `${done + 1} of ${steps.length}: ${steps[done].querySelector("strong").textContent}`;
  for (const [i, item] of steps.entries()) {
    if (i === done) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
}

/** Plays the next step. */
async function advance() {
  announce();
  await busily(() => Promise.race([ACTS[done](), scene.lost]));
  done += 1;
  show();
}

/** Plays what is left, slowly, until it is over or somebody takes over. */
async function playOn() {
  isPlaying = true;
  while (isPlaying) {
    announce();
    show();
    await pause(timeToRead(steps[done]));
    if (isPlaying) await advance();
    if (isOver()) isPlaying = false;
    if (isPlaying) await pause(LOOK_MILLISECONDS);
  }
}

/** Does something, and lets nobody press a button before it is done. */
async function busily(act) {
  isBusy = true;
  show();
  try {
    await act();
  } finally {
    isBusy = false;
    show();
  }
}

function timeToRead(item) {
  return item.innerText.split(/\s+/).length * WORD_MILLISECONDS;
}

/** Resolves after a time, or when somebody takes over. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    endPause = resolve;
    setTimeout(resolve, milliseconds);
  });
}

function stopPlaying() {
  isPlaying = false;
  endPause?.();
}

/** Shows how far the scene is, and whether it can go on. */
function show() {
  for (const [i, item] of steps.entries()) item.classList.toggle("done", i < done);
  // Not `disabled`: the button that was pressed would lose the keyboard.
  for (const button of [play, step, again]) button.setAttribute("aria-disabled", String(isBusy));
  play.textContent = isPlaying ? "Pause" : "Play";
  byHand.hidden = !isOver();
  if (isOver()) now.textContent = "That was all. Both windows are live.";
}

function tell(error) {
  notice.textContent = error.message;
}

function onPress(button, act) {
  button.addEventListener("click", async () => {
    if (!isBusy) await attempt(act);
  });
}

/** Does something, and tells if it fails. */
async function attempt(act) {
  try {
    await act();
  } catch (error) {
    isPlaying = false;
    tell(error);
  }
  show();
}

async function playAgain() {
  await busily(rewind);
  await playOn();
}

onPress(play, async () => {
  if (isPlaying) stopPlaying();
  else if (isOver()) await playAgain();
  else await playOn();
});
onPress(step, async () => {
  stopPlaying();
  if (isOver()) await busily(rewind);
  await advance();
});
onPress(again, async () => {
  stopPlaying();
  await playAgain();
});
await attempt(playAgain);
