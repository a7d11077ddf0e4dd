import { textAt } from '../../../arm/json.ts';
import type { StandInRequest, StandInResponse } from '../../http.ts';
import { signedUrl } from './addresses.ts';
import type { ArtifactStore, StoredArtifact } from './store.ts';

/** Where the toolkit finds the service below ACTIONS_RESULTS_URL. */
export const resultsPath = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** Characters that the name of an artifact must not hold (actions/toolkit, "path-and-artifact-name-validation"). */
const forbidden = /[":<>|*?\r\n\\/]/;

/**
 * GitHub's results service: Twirp over JSON, with the names of protobuf (actions/toolkit, `@actions/artifact`).
 * @param token what ACTIONS_RUNTIME_TOKEN holds
 */
export function answerResults(request: StandInRequest, store: ArtifactStore, token: string): StandInResponse {
  if (request.headers['authorization'] !== `Bearer ${token}`) return failure(401, 'unauthenticated', 'the runtime token is missing or unknown');
  if (request.method !== 'POST') return failure(404, 'bad_route', `unsupported method "${request.method}" (only POST is allowed)`);
  const { body } = request;
  const [run, job, name] = [textAt(body, 'workflow_run_backend_id'), textAt(body, 'workflow_job_run_backend_id'), textAt(body, 'name') ?? ''];
  if (run === undefined || job === undefined) return failure(400, 'invalid_argument', 'workflow_run_backend_id and workflow_job_run_backend_id are needed');
  const found = store.named(run, name);
  const finalized = found?.digest === undefined ? undefined : found;
  switch (request.path.slice(resultsPath.length)) {
    case 'CreateArtifact':
      if (name === '' || forbidden.test(name)) return failure(400, 'invalid_argument', `the artifact name "${name}" is not valid`);
      if (finalized !== undefined) return failure(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
      return { status: 200, body: { ok: true, signed_upload_url: signedUrl(request, found ?? store.begin(run, job, name)) } };
    case 'FinalizeArtifact':
      return found === undefined ? missing : finalize(found, body, store);
    case 'ListArtifacts': {
      const [named, id] = [textAt(body, 'name_filter'), textAt(body, 'id_filter')];
      const artifacts = store.all().filter((artifact) => artifact.run === run && (named === undefined || artifact.name === named) && (id === undefined || String(artifact.id) === id));
      return { status: 200, body: { artifacts: artifacts.map((artifact) => render(artifact, store)) } };
    }
    case 'GetSignedArtifactURL':
      return finalized === undefined ? missing : { status: 200, body: { signed_url: signedUrl(request, finalized) } };
    case 'DeleteArtifact':
      if (finalized === undefined) return missing;
      store.delete(finalized.id);
      return { status: 200, body: { ok: true, artifact_id: String(finalized.id) } };
    default:
      return failure(404, 'bad_route', `no handler for path "${request.path}"`);
  }
}

function finalize(artifact: StoredArtifact, body: unknown, store: ArtifactStore): StandInResponse {
  const whole = store.finalize(artifact);
  if (whole === undefined) return failure(404, 'not_found', 'the upload of the artifact was not found');
  const [size, hash] = [textAt(body, 'size'), textAt(body, 'hash')];
  const length = String(store.content(artifact.id)?.length ?? 0);
  if (size !== undefined && size !== length) return failure(400, 'invalid_argument', `the artifact has ${length} bytes, not ${size}`);
  if (hash !== undefined && hash !== whole.digest) return failure(400, 'invalid_argument', `the artifact has the digest ${whole.digest ?? ''}, not ${hash}`);
  return { status: 200, body: { ok: true, artifact_id: String(artifact.id) } };
}

function render({ createdAt, digest, id, job, name, run }: StoredArtifact, store: ArtifactStore): object {
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job, database_id: String(id), name, size: String(store.content(id)?.length ?? 0), created_at: createdAt, digest };
}

/** Twirp's form of an error. */
function failure(status: number, code: string, msg: string): StandInResponse {
  return { status, body: { code, msg } };
}

const missing = failure(404, 'not_found', 'the artifact was not found');
