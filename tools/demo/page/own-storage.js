// Gives this page a session store of its own, which ends with it. The browser's is shared by all frames of a tab, and Converse.js
// in one frame would take up the rooms that it finds from the other.
class OwnStorage {
  #items = new Map();

  get length() {
    return this.#items.size;
  }

  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, String(value));
  }

  removeItem(key) {
    this.#items.delete(key);
  }

  clear() {
    this.#items.clear();
  }
}

Object.defineProperty(window, "sessionStorage", { value: new OwnStorage() });
