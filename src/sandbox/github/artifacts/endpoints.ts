import type { StandInRequest, StandInResponse } from '../../http.ts';
import { notAccessible, notFound } from '../answers.ts';
import { pageOf } from '../paging.ts';
import { signedUrl } from './addresses.ts';
import type { ArtifactStore, StoredArtifact } from './store.ts';

/** The REST endpoints over artifacts (docs.github.com, "REST API endpoints for GitHub Actions artifacts"), or undefined when the path is none of these. */
export function answerArtifacts(method: string, path: string, request: StandInRequest, { store, mayWrite }: { readonly store: ArtifactStore; readonly mayWrite: boolean }): StandInResponse | undefined {
  const [whole, run, id, zip] = /^actions\/(?:runs\/(\d+)\/)?artifacts(?:\/(\d+)(\/zip)?)?$/.exec(path) ?? [];
  if (whole === undefined) return undefined;
  if (id === undefined) return method === 'GET' ? list(run, request, store) : notFound;
  const artifact = store.all().find((candidate) => candidate.id === Number(id));
  if (artifact === undefined || run !== undefined) return notFound;
  if (method === 'GET' && zip === undefined) return { status: 200, body: render(artifact, store) };
  // The address is good for a minute there; here for as long as the artifact is.
  if (method === 'GET') return { status: 302, headers: { location: signedUrl(request, artifact) } };
  if (method !== 'DELETE' || zip !== undefined) return notFound;
  if (!mayWrite) return notAccessible;
  store.delete(artifact.id);
  return { status: 204 };
}

function list(run: string | undefined, request: StandInRequest, store: ArtifactStore): StandInResponse {
  const name = request.query.get('name');
  const found = store.all().filter((artifact) => (run === undefined || artifact.run === run) && (name === null || artifact.name === name));
  const page = pageOf(request, found, (artifact) => render(artifact, store));
  return { ...page, body: { total_count: found.length, artifacts: page.body } };
}

/** Artifacts are kept for 90 days unless somebody says otherwise. */
function render({ createdAt, digest, id, name, run }: StoredArtifact, store: ArtifactStore): object {
  const expires = new Date(Date.parse(createdAt) + 90 * 24 * 3_600_000).toISOString().replace('.000Z', 'Z');
  return { id, name, size_in_bytes: store.content(id)?.length ?? 0, expired: false, digest, created_at: createdAt, expires_at: expires, workflow_run: { id: Number(run) } };
}
