// A plugin makes events, items, exports and settings of its own known.

declare global {
  interface ProsodyMucEvents {
    "muc-applause": { readonly room: MucRoom; readonly loudness: number };
  }
  interface ProsodyEventResults {
    "muc-applause": "bow" | undefined;
  }
  interface ProsodyGlobalEvents {
    "applause-over": undefined;
  }
  interface ProsodyItems {
    applause: { readonly loudness: number };
  }
  interface ProsodyModules {
    readonly applause?: { clap: (this: void, room: MucRoom) => void };
  }
  interface MucRoomData {
    applause?: boolean;
  }
  interface MucAffiliationData {
    applauded?: number;
  }
}

export function applaud(room: MucRoom): void {
  module.hook("muc-applause", (event) => {
    if (event.loudness > 1) {
      return "bow";
    }
    return undefined;
  });
  module.fire_event("muc-applause", { room, loudness: 2 });
  module.hook_global("applause-over", () => undefined);
  module.add_item("applause", { loudness: 1 });
  module.depends("applause").clap(room);
  room._data.applause = true;
  const applauded: number | undefined = room.get_affiliation_data("user@example.com", "applauded");
  module.log("debug", "%s", applauded);
}

// @ts-expect-error a field of its own event that it does not have
module.hook("muc-applause", (event) => event.quietness > 1);
// @ts-expect-error not what the event asks for
module.hook("muc-applause", () => true);
