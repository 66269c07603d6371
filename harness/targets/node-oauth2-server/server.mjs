// SPDX-License-Identifier: Apache-2.0
// @node-oauth/oauth2-server with the Express wrapper of the same authors, as their README puts them together. The library has no pages:
// those for sign-in and consent are in pages.mjs, and come before the library's authorization endpoint.
import OAuthServer from '@node-oauth/express-oauth-server';
import express from 'express';
import { model } from './model.mjs';
import { askOwner, signedIn } from './pages.mjs';

const app = express();
const oauth = new OAuthServer({
  model,
  // Public clients have no secret; that of the others is compared by the model.
  requireClientAuthentication: { authorization_code: false, refresh_token: false },
});

app.use(express.urlencoded({ extended: false }));
app.get('/authorize', askOwner);
app.post('/authorize', askOwner, oauth.authorize({ authenticateHandler: { handle: signedIn } }));
app.post('/token', oauth.token());
app.all('/resource', oauth.authenticate(), (_request, response) => response.json({ data: 'protected' }));

app.listen(Number(process.argv[2]), '127.0.0.1');
