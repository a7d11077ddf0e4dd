import { describe, expect, test } from '@jest/globals';
import { at } from '../../../src/arm/json.ts';
import { createArm } from '../../../src/sandbox/arm/arm.ts';
import { withControl } from '../../../src/sandbox/control/control.ts';
import { createAccessTokens } from '../../../src/sandbox/entra/access-tokens.ts';
import { createFaults } from '../../../src/sandbox/faults/faults.ts';
import { withFaults } from '../../../src/sandbox/faults/with-faults.ts';
import { createHistory } from '../../../src/sandbox/history.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { parseBody } from '../../../src/sandbox/body.ts';
import { group, subscription } from '../arm-client.ts';

function makeControlled() {
  const now = (): number => Date.parse('2026-11-23T12:00:00.000Z');
  const tokens = createAccessTokens(now);
  const authorityHost = 'https://login.test';
  const arm = createArm({ endpoint: 'https://arm.test', authorityHost, tokens, now });
  const [faults, history] = [createFaults(), createHistory()];
  const handler = withControl(withFaults(arm, faults), { arm, faults, history, tokens, authorityHost });
  const token = tokens.issue('https://arm.test');
  const send = (method: string, path: string, body?: unknown, authorization = `Bearer ${token}`): StandInResponse => {
    const url = new URL(path, 'https://arm.test');
    const response = handler({ method, path: url.pathname, query: url.searchParams, headers: { authorization }, body });
    history.add('arm', { method, path, status: response.status, headers: { authorization }, body });
    return response;
  };
  return { send };
}

const groupPath = `${group}?api-version=2024-11-01`;
const subscriptionPath = `${subscription}?api-version=2022-12-01`;

describe('the sandbox’s own paths', () => {
  test('set, tell and take back faults, and are befallen by none', () => {
    const { send } = makeControlled();
    const rule = '* ** → 418';
    expect(send('PUT', '/sandbox/faults', parseBody(`# all\n${rule}`, 'text/plain; charset=utf-8'))).toMatchObject({ status: 200, body: { rules: [{ line: 2, rule, seen: 0 }] } });
    expect(send('GET', subscriptionPath).status).toBe(418);
    expect(send('GET', '/sandbox/faults').body).toEqual({ rules: [{ line: 2, rule, seen: 1, happened: 1 }] });
    expect(send('PUT', '/sandbox/faults', { rules: ['GET x → reset', rule] }).body).toMatchObject({ rules: [{}, { rule }] });
    expect(send('DELETE', '/sandbox/faults').status).toBe(204);
    expect(send('GET', subscriptionPath).status).toBe(200);
  });

  test.each([['GET x', /^line 1: a rule is/], [{ rules: [] }, /one to a line/], [{ rules: [7] }, /one to a line/], [undefined, /one to a line/]])('refuse %j as rules', (body, message) => {
    const response = makeControlled().send('PUT', '/sandbox/faults', body);
    expect([response.status, at(response.body, 'error', 'code')]).toEqual([400, 'InvalidRequestContent']);
    expect(at(response.body, 'error', 'message')).toMatch(message);
  });

  test('tell what was asked, with counts', () => {
    const { send } = makeControlled();
    send('PUT', groupPath, { location: 'westeurope' });
    send('PUT', groupPath, { location: 'westeurope' });
    expect(send('GET', '/sandbox/requests').body).toMatchObject({ counts: { 'arm PUT 201': 1, 'arm PUT 200': 1 }, requests: [{ method: 'PUT', headers: { authorization: 'Bearer' } }, {}] });
    expect(send('DELETE', '/sandbox/requests').status).toBe(204);
    expect(send('GET', '/sandbox/requests').body).toMatchObject({ requests: [{ method: 'DELETE' }] });
  });

  test('give a snapshot and take it back', () => {
    const { send } = makeControlled();
    send('PUT', groupPath, { location: 'westeurope' });
    const snapshot: unknown = JSON.parse(JSON.stringify(send('GET', '/sandbox/snapshot').body));
    const other = makeControlled();
    expect(other.send('PUT', '/sandbox/snapshot', snapshot).status).toBe(204);
    expect(other.send('GET', groupPath).status).toBe(200);
    expect(other.send('PUT', '/sandbox/snapshot', {})).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('no snapshot of a sandbox') } } });
    expect(other.send('GET', groupPath).status).toBe(200);
  });

  test.each(['', 'Bearer abc', 'Basic abc'])('need the token, not %p', (authorization) => {
    for (const path of ['faults', 'requests', 'snapshot', 'else']) expect(makeControlled().send('GET', `/sandbox/${path}`, undefined, authorization).status).toBe(401);
  });

  test.each([['GET', '/sandbox', 404], ['GET', '/sandbox/constructor', 404], ['POST', '/sandbox/faults', 405], ['DELETE', '/sandbox/snapshot', 405]])('%s %s is %i', (method, path, status) => {
    expect(makeControlled().send(method, path).status).toBe(status);
  });
});
