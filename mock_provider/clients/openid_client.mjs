// SPDX-License-Identifier: Apache-2.0
// openid-client: discovery, code with PKCE, pushed request, refreshing, client credentials, device, DPoP, introspection, revocation.
// usage: node openid_client.mjs ORIGIN [CA]     (with NODE_EXTRA_CA_CERTS where there is a CA)
import assert from "node:assert/strict";
import { library } from "./libraries.mjs";

const client = library("openid-client");

const origin = process.argv[2];
const callback = "https://client.example/callback";
const options = { algorithm: "oauth2", execute: origin.startsWith("http:") ? [client.allowInsecureRequests] : [] };

async function allowed(url) {
  const response = await fetch(url, { redirect: "manual" });
  return new URL(response.headers.get("location"));
}

async function resource(config, tokens, extra = {}) {
  const response = await client.fetchProtectedResource(config, tokens.access_token, new URL(origin + "/resource"), "GET", undefined, undefined, extra);
  assert.equal(response.status, 200);
}

async function codeGrant(config, { push = false, ...extra } = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const parameters = {
    redirect_uri: callback, scope: "read write", state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256",
  };
  const url = push
    ? await client.buildAuthorizationUrlWithPAR(config, parameters, extra)
    : client.buildAuthorizationUrl(config, parameters);
  return client.authorizationCodeGrant(config, await allowed(url), { pkceCodeVerifier: verifier, expectedState: state }, undefined, extra);
}

const config = await client.discovery(new URL(origin), "client", "secret", client.ClientSecretBasic("secret"), options);
const tokens = await codeGrant(config);
await resource(config, tokens);
console.log("ok authorization_code");
const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
await resource(config, refreshed);
console.log("ok refresh_token");
await resource(config, await codeGrant(config, { push: true }));
console.log("ok pushed authorization request");
await resource(config, await client.clientCredentialsGrant(config, { scope: "read" }));
console.log("ok client_credentials");
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair("ES256"));
await resource(config, await codeGrant(config, { DPoP }), { DPoP });
console.log("ok DPoP");
const device = await client.initiateDeviceAuthorization(config, { scope: "read" });
await fetch(origin + "/_control/approve", {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ user_code: device.user_code, user: "alice" }),
});
await resource(config, await client.pollDeviceAuthorizationGrant(config, { ...device, interval: 0.1 }));
console.log("ok device_code");
const open = await client.tokenIntrospection(config, refreshed.access_token);
assert.equal(open.active, true);
await client.tokenRevocation(config, refreshed.access_token);
assert.equal((await client.tokenIntrospection(config, refreshed.access_token)).active, false);
console.log("ok introspection, revocation");
