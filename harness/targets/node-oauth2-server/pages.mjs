// SPDX-License-Identifier: Apache-2.0
// Sign-in and consent. Each form is posted to the address of its page, which is the authorization request.
import { randomBytes } from 'node:crypto';
import { findUser } from './model.mjs';

const sessions = new Map(); // the cookie -> who signed in, and the token that forms for them have

function sessionOf(request) {
  const cookie = /(?:^|; )session=([^;]*)/.exec(request.headers.cookie ?? '');
  return cookie === null ? undefined : sessions.get(cookie[1]);
}

function show(response, title, fields) {
  response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Frame-Options': 'DENY' });
  response.send(`<!DOCTYPE html>
<html><head><title>${title}</title></head><body><form method="post">
${fields}
</form></body></html>`);
}

const signInFields = `<label>Username <input name="username"></label>
<label>Password <input name="password" type="password"></label>
<button>Sign in</button>`;

const consentFields = (session) => `<input type="hidden" name="form_token" value="${session.token}">
<button name="allowed" value="true">Allow</button>
<button name="allowed" value="false">Deny</button>`;

function signIn(request, response) {
  const user = findUser(request.body.username, request.body.password);
  if (user === undefined) {
    show(response, 'Sign in', signInFields);
    return;
  }
  const id = randomBytes(32).toString('hex');
  sessions.set(id, { user, token: randomBytes(32).toString('hex') });
  response.set('Set-Cookie', `session=${id}; Path=/; HttpOnly; SameSite=Lax`);
  response.redirect(303, request.originalUrl);
}

// Goes on once the owner has decided on a page that was made for them.
export function askOwner(request, response, next) {
  const session = sessionOf(request);
  if (session === undefined) {
    signIn(request, response);
  } else if (request.body.form_token === session.token) {
    next();
  } else {
    show(response, 'Authorize', consentFields(session));
  }
}

export const signedIn = (request) => sessionOf(request)?.user;
