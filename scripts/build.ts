/** Builds the web app into build/. */
import { build } from "./build/build.ts";

await build({ output: "inherit" });
