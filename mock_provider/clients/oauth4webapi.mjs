// SPDX-License-Identifier: Apache-2.0
// oauth4webapi: discovery, code with PKCE, refreshing, client credentials, bearer resource.
// usage: node oauth4webapi.mjs ORIGIN [CA]     (with NODE_EXTRA_CA_CERTS where there is a CA)
import assert from "node:assert/strict";
import { library } from "./libraries.mjs";

const oauth = library("oauth4webapi");

const origin = process.argv[2];
const issuer = new URL(origin);
const insecure = { [oauth.allowInsecureRequests]: origin.startsWith("http:") };
const callback = "https://client.example/callback";
const client = { client_id: "client" };
const authentication = oauth.ClientSecretPost("secret");

async function resource(token) {
  const response = await oauth.protectedResourceRequest(token, "GET", new URL(origin + "/resource"), undefined, undefined, insecure);
  assert.equal(response.status, 200);
}

const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure }));
const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const url = new URL(server.authorization_endpoint);
for (const [name, value] of Object.entries({
  client_id: "client", redirect_uri: callback, response_type: "code", scope: "read write", state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256",
})) url.searchParams.set(name, value);
const page = await fetch(url, { redirect: "manual" });
const parameters = oauth.validateAuthResponse(server, client, new URL(page.headers.get("location")), state);
let response = await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, callback, verifier, insecure);
const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
await resource(tokens.access_token);
console.log("ok authorization_code");
response = await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, insecure);
await resource((await oauth.processRefreshTokenResponse(server, client, response)).access_token);
console.log("ok refresh_token");
response = await oauth.clientCredentialsGrantRequest(server, client, authentication, { scope: "read" }, insecure);
await resource((await oauth.processClientCredentialsResponse(server, client, response)).access_token);
console.log("ok client_credentials");
