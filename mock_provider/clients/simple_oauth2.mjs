// SPDX-License-Identifier: Apache-2.0
// simple-oauth2: code, refreshing, client credentials, password. It revokes no token here: it takes a revocation
// response for broken that has no JSON in it, whose content a client ignores by RFC 7009 section 2.2.
// usage: node simple_oauth2.mjs ORIGIN [CA]     (with NODE_EXTRA_CA_CERTS where there is a CA)
import assert from "node:assert/strict";
import { library } from "./libraries.mjs";

const { AuthorizationCode, ClientCredentials, ResourceOwnerPassword } = library("simple-oauth2");

const origin = process.argv[2];
const callback = "https://client.example/callback";
const settings = { client: { id: "client", secret: "secret" }, auth: { tokenHost: origin, tokenPath: "/token" } };

async function resource(token) {
  const response = await fetch(origin + "/resource", { headers: { authorization: "Bearer " + token.token.access_token } });
  return response.status;
}

const code = new AuthorizationCode({ ...settings, auth: { ...settings.auth, authorizePath: "/authorize" } });
const page = await fetch(code.authorizeURL({ redirect_uri: callback, scope: "read", state: "some-state" }), { redirect: "manual" });
const answer = new URL(page.headers.get("location")).searchParams;
assert.equal(answer.get("state"), "some-state");
const token = await code.getToken({ code: answer.get("code"), redirect_uri: callback });
assert.equal(await resource(token), 200);
console.log("ok authorization_code");
const refreshed = await token.refresh();
assert.equal(await resource(refreshed), 200);
console.log("ok refresh_token");
assert.equal(await resource(await new ClientCredentials(settings).getToken({ scope: "read" })), 200);
console.log("ok client_credentials");
const owner = new ResourceOwnerPassword(settings);
assert.equal(await resource(await owner.getToken({ username: "alice", password: "wonderland", scope: "read" })), 200);
console.log("ok password");
