import type { StandInRequest } from '../../http.ts';
import type { StoredArtifact } from './store.ts';

/** Where the bytes of artifacts are, in the place of GitHub's blob storage. */
export const blobPath = '/_results/blob/';

/** An address that is good without any other credential. The stand-in is reached over plain HTTP on loopback. */
export function signedUrl(request: StandInRequest, { id, signature }: StoredArtifact): string {
  return `http://${request.headers['host'] ?? '127.0.0.1'}${blobPath}${id}?sig=${signature}`;
}
