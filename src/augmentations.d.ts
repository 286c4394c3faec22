/** The fields that the plugin adds to Prosody's own objects. */

interface MucRoomData {
  /** The policy for probes of hidden occupants; nil if the room follows the service. */
  muc_probe_hidden?: string | undefined;
}

interface ProsodyModules {
  /** The community's module for batches. */
  readonly muc_batched_probe?: object;
}
