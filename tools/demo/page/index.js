// Shows the scene in two windows of Benvolio: in a room of a service without the plugin, and in one of a service with it.
import { Scene, strangerWritesAndGoes, twoPeopleWrite } from "./scene.js";

/** How long a spectator of the whole scene gets to read after each step. */
const PAUSE_MILLISECONDS = 2_500;
/** How long Converse.js may take to be in its room. */
const ENTER_MILLISECONDS = 30_000;

const sides = [...document.querySelectorAll("[data-service]")];
const steps = [...document.querySelectorAll("#steps > li")];
const [play, step, again] = ["#play", "#step", "#again"].map((id) => document.querySelector(id));
const now = document.querySelector("#now");
const notice = document.querySelector("#notice");

const ACTS = [() => scene.play(twoPeopleWrite), comeIn, () => scene.play(strangerWritesAndGoes)];

let scene;
let done = 0;
const isOver = () => done === steps.length;

/** Opens a window of Benvolio on each side. Resolves when he is in both rooms. */
async function comeIn() {
  await Promise.all(sides.map((side, i) => openWindow(side, scene.rooms[i])));
}

function openWindow(side, room) {
  const frame = document.createElement("iframe");
  frame.title = `Benvolio's window ${side.querySelector("h2").textContent.toLowerCase()}`;
  frame.src = `chat.html?as=Benvolio&batches&room=${room}`;
  side.querySelector(".window").append(frame);
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
  for (const [i, side] of sides.entries()) {
    side.querySelector("iframe")?.remove();
    for (const link of side.querySelectorAll(".by-hand a"))
      link.href = `chat.html?as=${link.textContent}&room=${scene.rooms[i]}`;
  }
  await Promise.race([scene.open(), scene.lost]);
  now.textContent = "Both rooms are empty.";
}

/** Plays the next step. */
async function advance() {
  now.textContent = `${done + 1} of ${steps.length}: ${steps[done].querySelector("strong").textContent}`;
  steps[done].setAttribute("aria-current", "step");
  await Promise.race([ACTS[done](), scene.lost]);
  done += 1;
}

/** Plays what is left. */
async function advanceToEnd() {
  await advance();
  while (done < steps.length) {
    show(true);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    await advance();
  }
}

/** Shows how far the scene is, and whether it can go on. */
function show(isBusy) {
  for (const [i, item] of steps.entries()) {
    item.classList.toggle("done", i < done);
    if (i !== done) item.removeAttribute("aria-current");
  }
  // Not `disabled`: the button that was pressed would lose the keyboard.
  for (const button of [play, step, again]) button.setAttribute("aria-disabled", String(isBusy));
  for (const side of sides) side.querySelector(".by-hand").hidden = !isOver();
  if (isOver()) now.textContent = "That was all. Go on by hand: both windows are live.";
}

function tell(error) {
  notice.textContent = error.message;
}

/** Does what a button says, one at a time. */
function onPress(button, act) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    show(true);
    await act().catch(tell);
    show(false);
  });
}

onPress(play, async () => {
  if (isOver()) await rewind();
  await advanceToEnd();
});
onPress(step, async () => {
  if (isOver()) await rewind();
  await advance();
});
onPress(again, async () => {
  await rewind();
  await advanceToEnd();
});
await rewind().catch(tell);
show(false);
