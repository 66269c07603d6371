// SPDX-License-Identifier: Apache-2.0
// @node-oauth/oauth2-server with the Express wrapper of the same authors, as their README puts them together. The library has no pages:
// the one for sign-in and consent is here, and posts to the authorization endpoint what the library reads there.
import OAuthServer from '@node-oauth/express-oauth-server';
import express from 'express';
import { findUser, model } from './model.mjs';

const app = express();
const oauth = new OAuthServer({
  model,
  // Public clients have no secret; that of the others is compared by the model.
  requireClientAuthentication: { authorization_code: false, refresh_token: false },
});

app.use(express.urlencoded({ extended: false }));

// The request stays in the query of the form's action, which is this page's own.
const page = `<!DOCTYPE html>
<html><head><title>Sign in</title></head><body><form method="post">
<label>Username <input name="username"></label>
<label>Password <input name="password" type="password"></label>
<button name="allowed" value="true">Allow</button>
<button name="allowed" value="false">Deny</button>
</form></body></html>`;

app.get('/authorize', (_request, response) => response.send(page));
app.post('/authorize', (request, response, next) => {
  request.user = findUser(request.body.username, request.body.password);
  if (request.user === undefined) {
    response.send(page);
  } else {
    next();
  }
}, oauth.authorize({ authenticateHandler: { handle: (request) => request.user } }));

app.post('/token', oauth.token());
app.all('/resource', oauth.authenticate(), (_request, response) => response.json({ data: 'protected' }));

app.listen(Number(process.argv[2]), '127.0.0.1');
