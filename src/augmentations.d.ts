/** What the plugin adds to Prosody's own objects. */

interface MucRoomData {
  /** Who may probe hidden occupants; nil if the room follows the service. */
  muc_probe_hidden?: string | undefined;
}

interface ProsodyModules {
  /** The community's module for batches. */
  readonly muc_batched_probe?: object;
}
