import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import type { GitHubStandIn } from '../../../src/sandbox/github/stand-in.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { ask, standIn } from './ask.ts';

const sha = 'a'.repeat(40);

describe('a check run', () => {
  const annotation = { path: 'main.bicep', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'open' };
  const output = (count: number): object => ({ title: 't', summary: 's', annotations: Array.from({ length: count }, () => annotation) });

  test('is created, gets more annotations with each request, and is found by its commit', () => {
    const github = standIn();
    expect(ask(github, 'POST check-runs', { name: 'gate', head_sha: sha, status: 'in_progress', output: output(50) })).toMatchObject({ status: 201, body: { status: 'in_progress', conclusion: null } });
    const id = github.checkRuns()[0]?.id ?? 0;
    expect(ask(github, `PATCH check-runs/${id}`, { conclusion: 'failure', output: output(10) })).toMatchObject({ status: 200, body: { status: 'completed', output: { annotations_count: 60 } } });
    expect(ask(github, `GET commits/${sha}/check-runs?check_name=gate`).body).toMatchObject({ total_count: 1, check_runs: [{ id }] });
    expect(ask(github, `GET check-runs/${id}/annotations?per_page=100`).body).toHaveLength(60);
  });

  test.each([
    ['more annotations than fifty', { output: output(51) }],
    ['an annotation without a message', { output: { title: 't', summary: 's', annotations: [{ ...annotation, message: undefined }] } }],
    ['an output without a summary', { output: { title: 't' } }],
    ['a conclusion that there is not', { conclusion: 'fine' }],
    ['an end without a conclusion', { status: 'completed' }],
    ['no commit', { head_sha: undefined }],
  ])('is refused with %s', (_, body) => {
    const github = standIn();
    expect(ask(github, 'POST check-runs', { name: 'gate', head_sha: sha, ...body }).status).toBe(422);
    expect(github.checkRuns()).toEqual([]);
  });

  test('is not for a token that may only read', () => {
    expect(ask(standIn({ permission: 'read' }), 'POST check-runs', { name: 'gate', head_sha: sha })).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
  });
});

describe('a SARIF file', () => {
  const run = (results: number): object => ({ tool: { driver: { name: 'x' } }, results: Array.from({ length: results }, () => ({})) });
  const upload = (sarif: object, changes: object = {}): object => ({ commit_sha: sha, ref: 'refs/heads/main', sarif: gzipSync(JSON.stringify(sarif)).toString('base64'), ...changes });
  const send = (github: GitHubStandIn, body: object): StandInResponse => ask(github, 'POST code-scanning/sarifs', body);
  const statusOf = (github: GitHubStandIn, body: object): unknown => ask(github, `GET code-scanning/sarifs/${textAt(send(github, body).body, 'id') ?? ''}`).body;

  test('is taken, and what is in it can be read', () => {
    const github = standIn();
    expect(statusOf(github, upload({ version: '2.1.0', runs: [run(1)] }))).toMatchObject({ processing_status: 'complete' });
    expect(github.sarifs()).toMatchObject([{ commit: sha, ref: 'refs/heads/main', sarif: { version: '2.1.0' } }]);
  });

  test.each([
    ['another version', { version: '1.0.0', runs: [] }],
    ['no tool', { version: '2.1.0', runs: [{ results: [] }] }],
    ['more than twenty runs', { version: '2.1.0', runs: Array.from({ length: 21 }, () => run(0)) }],
    ['more than 25,000 results', { version: '2.1.0', runs: [run(25_001)] }],
  ])('with %s fails after the upload', (_, sarif) => {
    expect(statusOf(standIn(), upload(sarif))).toMatchObject({ processing_status: 'failed', errors: [expect.any(String)] });
  });

  test.each([
    ['not packed', { sarif: Buffer.from('{}').toString('base64') }, {}, 400],
    ['without a ref', { ref: undefined }, {}, 422],
    ['with a branch for a ref', { ref: 'main' }, {}, 422],
    ['with a short commit', { commit_sha: 'abc' }, {}, 422],
    ['with a token that may only read', {}, { permission: 'read' } as const, 403],
    ['where there is no code scanning', {}, { codeScanning: 'disabled' } as const, 403],
  ])('%s is refused', (_, changes, options, status) => {
    expect(send(standIn(options), upload({ version: '2.1.0', runs: [] }, changes)).status).toBe(status);
  });
});

describe('an artifact', () => {
  const ids = { workflow_run_backend_id: '1', workflow_job_run_backend_id: '1' };
  const results = (github: GitHubStandIn, method: string, body: object): StandInResponse =>
    ask(github, `POST /twirp/github.actions.results.api.v1.ArtifactService/${method}`, { ...ids, ...body }, { authorization: 'Bearer runtime-token' });
  const local = (url: string | undefined): string => (url ?? '').replace('http://127.0.0.1:1', '');
  const uploaded = (github: GitHubStandIn, name = 'report'): void => {
    const url = local(textAt(results(github, 'CreateArtifact', { name, version: 4 }).body, 'signed_upload_url'));
    expect(ask(github, `PUT ${url}&comp=block&blockid=QQ==`, Buffer.from('zi')).status).toBe(201);
    expect(ask(github, `PUT ${url}&comp=block&blockid=Qg==`, Buffer.from('p!')).status).toBe(201);
    expect(ask(github, `PUT ${url}&comp=blocklist`, '<BlockList><Latest>QQ==</Latest><Latest>Qg==</Latest></BlockList>').status).toBe(201);
    expect(results(github, 'FinalizeArtifact', { name, size: '4' })).toMatchObject({ status: 200, body: { ok: true, artifact_id: '1' } });
  };

  test('is sent in blocks, listed, and fetched through both services', () => {
    const github = standIn();
    uploaded(github);
    expect(results(github, 'ListArtifacts', { name_filter: 'report' }).body).toMatchObject({ artifacts: [{ database_id: '1', name: 'report', size: '4' }] });
    expect(ask(github, 'GET actions/runs/1/artifacts?name=report').body).toMatchObject({ total_count: 1, artifacts: [{ id: 1, size_in_bytes: 4, expired: false, workflow_run: { id: 1 } }] });
    const redirect = ask(github, 'GET actions/artifacts/1/zip');
    expect(redirect.status).toBe(302);
    for (const url of [redirect.headers?.['location'], textAt(results(github, 'GetSignedArtifactURL', { name: 'report' }).body, 'signed_url')]) {
      expect(ask(github, `GET ${local(url)}`, undefined, { authorization: '' })).toMatchObject({ status: 200, bytes: Buffer.from('zip!') });
    }
  });

  test('is deleted, and its name is free again', () => {
    const github = standIn();
    uploaded(github);
    expect(results(github, 'CreateArtifact', { name: 'report' }).status).toBe(409);
    expect(ask(github, 'DELETE actions/artifacts/1').status).toBe(204);
    expect(results(github, 'CreateArtifact', { name: 'report' }).status).toBe(200);
  });

  test.each([
    ['a name with a slash', 'CreateArtifact', { name: 'a/b' }, 400],
    ['an end without bytes', 'FinalizeArtifact', { name: 'begun' }, 404],
    ['an end without a beginning', 'FinalizeArtifact', { name: 'x' }, 404],
    ['a method that there is not', 'Guess', {}, 404],
  ])('is refused with %s', (_, method, body, status) => {
    const github = standIn();
    results(github, 'CreateArtifact', { name: 'begun' });
    expect(results(github, method, body).status).toBe(status);
    expect(github.artifacts()).toEqual([]);
  });

  test('is not for whoever has another token or signature', () => {
    const github = standIn();
    uploaded(github);
    expect(ask(github, 'POST /twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts', ids).status).toBe(401);
    expect(ask(github, 'GET /_results/blob/1?sig=guess').status).toBe(403);
  });
});
