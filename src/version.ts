/** The version of the plugin. The build takes it from package.json. */
export const VERSION = "@VERSION@";
