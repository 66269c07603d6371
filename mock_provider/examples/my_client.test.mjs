// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';

test('my client gets a token', async (context) => {
  const command = process.env.OAUTHSPEC_PROVIDER ?? 'oauthspec-provider';
  const provider = spawn(command, ['--port', '0', '--exit-with-parent'], { stdio: ['pipe', 'pipe', 'inherit'] });
  context.after(() => provider.stdin.end());  // and it ends
  const at = JSON.parse((await once(provider.stdout, 'data')).toString());

  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'client', client_secret: 'secret', scope: 'write' });
  const token = await (await fetch(`${at.origin}/token`, { method: 'POST', body })).json();
  assert.equal(token.scope, 'write');
  const { exchanges } = await (await fetch(`${at.control}/transcript`)).json();
  assert.deepEqual(exchanges.map((one) => [one.endpoint, one.verdict.accepted]), [['token', true]]);
});
