import { createHash, randomUUID } from 'node:crypto';
import type { StandInRequest, StandInResponse } from '../http.ts';
import { failure } from './answers.ts';
import type { RateBudget } from './limits/budget.ts';

/** The versions of the REST API that GitHub answers (docs.github.com, "API Versions"). */
const versions = ['2022-11-28', '2026-03-10'];

/**
 * What holds for every request of GitHub's API, whatever it asks: the version, the rate limit with its headers, and `ETag` with 304 for what the client
 * has already.
 * @param path decoded, without Enterprise Server's prefix
 */
export function withProtocol(request: StandInRequest, path: string, budget: RateBudget, answer: () => StandInResponse): StandInResponse {
  const version = request.headers['x-github-api-version'] ?? versions[0] ?? '';
  const common = { 'x-github-request-id': randomUUID(), 'x-github-media-type': 'github.v3; format=json', 'x-github-api-version-selected': version };
  if (!versions.includes(version)) return { ...failure(400, `"${version}" is not a supported version of the REST API.`), headers: common };
  if (request.method === 'GET' && path === '/rate_limit') return { ...budget.answer(), headers: common };
  const spent = budget.spend(request, path);
  const { headers, ...response } = spent.refusal ?? answer();
  const all = { ...common, ...spent.headers, ...headers };
  if (request.method !== 'GET' || response.status !== 200 || response.body === undefined) return { ...response, headers: all };
  const etag = `W/"${createHash('sha1').update(JSON.stringify(response.body)).digest('hex')}"`;
  const tagged = { ...all, etag, 'cache-control': 'private, max-age=60, s-maxage=60', vary: 'Accept, Authorization, Cookie, X-GitHub-OTP' };
  if (!matches(request.headers['if-none-match'], etag)) return { ...response, headers: tagged };
  return { status: 304, headers: { ...tagged, ...budget.giveBack(path) } };
}

/** Weak comparison (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

function bare(tag: string): string {
  return tag.trim().replace(/^W\//, '');
}
