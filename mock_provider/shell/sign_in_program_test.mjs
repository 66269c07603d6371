// SPDX-License-Identifier: Apache-2.0
// A real browser signs in for the server checks: harness/target/example/sign_in.mjs as sign_in.command.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const oauthspec = process.env.OAUTHSPEC;

test("a program with a browser signs in", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "sign-in-"));
  const provider = spawn(`${oauthspec}-provider`, ["--port", "0", "--exit-with-parent"]);
  try {
    const [line] = await once(provider.stdout, "data");
    const { origin } = JSON.parse(line);
    // Beside its libraries, as a user has it.
    await copyFile(join(root, "harness/target/example/sign_in.mjs"), join(folder, "sign_in.mjs"));
    await symlink(join(root, "harness/testing/browser/node_modules"), join(folder, "node_modules"));
    const server = JSON.parse((await readFile(join(root, "mock_provider/server.json"), "utf8")).replaceAll("http://127.0.0.1:8801", origin));
    delete server.$schema;
    delete server.oauth2.clients.asserting;
    server.sign_in = { command: [process.execPath, join(folder, "sign_in.mjs")] };
    await writeFile(join(folder, "server.json"), JSON.stringify(server));
    const checks = ["code-grant/a-code-is-used-once", "device-grant/an-allowed-device-gets-tokens", "implicit/token-in-the-fragment"];
    const { stdout } = await promisify(execFile)(
      oauthspec, ["server", "--config", join(folder, "server.json"), "--unexamined", "-v", ...checks],
      { env: { ...process.env, SIGN_IN_USERNAME: "alice", SIGN_IN_PASSWORD: "wonderland" } });
    for (const check of checks) assert.match(stdout, new RegExp(`pass +server/${check}`));
  } finally {
    provider.stdin.end();
    await rm(folder, { recursive: true });
  }
});
