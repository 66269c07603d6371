// SPDX-License-Identifier: Apache-2.0
// The npm packages that the adapters have installed, for scripts of another folder.
import { createRequire } from "node:module";

export const library = createRequire(new URL("../../harness/adapters/package.json", import.meta.url));
