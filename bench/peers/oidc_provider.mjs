// SPDX-License-Identifier: Apache-2.0
// npm's oidc-provider on a free loopback port, with the client of bench/provider_load.py; says where in a line of JSON.
import http from "node:http";

import { Provider } from "oidc-provider";

// Warnings about its development keys and its memory adapter are not what is measured.
for (const kind of ["info", "log", "warn"]) console[kind] = (...words) => console.error(...words);

const server = http.createServer();
server.listen(0, "127.0.0.1", () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: "client",
        client_secret: "secret",
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    scopes: ["read"],
  });
  server.on("request", provider.callback());
  process.stdout.write(`${JSON.stringify({ origin })}\n`);
});
