// Loaded with --require: makes this Node say that it is an old one.
Object.defineProperty(process.versions, "node", { value: "18.20.8" });
