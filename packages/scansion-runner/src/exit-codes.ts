/** No script failed. */
export const PASSED = 0;
/** A script failed, or a report could not be written. */
export const FAILED = 1;
/** The command cannot be understood, or there was nothing to play. */
export const UNUSABLE = 2;
/** The number of the signal that has ended the run is added to this, as shells have it. */
export const SIGNALLED = 128;
