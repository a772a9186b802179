// @ts-check
// The one state of the page. Parts of the page read it, change it by `set`, and are told when what they watch has changed.

/** Key by key: what is on the stage, how it is coloured, what is pointed at and chosen. */
export class State {
  constructor(initial) {
    this.values = initial;
    this.watchers = [];
    this.changed = new Set();
  }

  get(key) {
    return this.values[key];
  }

  /** Changes several keys; watchers run once, after the caller is done. */
  set(changes) {
    for (const [key, value] of Object.entries(changes)) {
      if (this.values[key] !== value) {
        this.values[key] = value;
        if (this.changed.size === 0) {
          queueMicrotask(() => this.tell());
        }
        this.changed.add(key);
      }
    }
  }

  /** Runs `watcher` whenever one of the keys has changed. */
  on(keys, watcher) {
    this.watchers.push({ keys: new Set(keys), watcher });
  }

  tell() {
    const changed = this.changed;
    this.changed = new Set();
    for (const { keys, watcher } of this.watchers) {
      if ([...changed].some((key) => keys.has(key))) {
        watcher(changed);
      }
    }
  }
}
