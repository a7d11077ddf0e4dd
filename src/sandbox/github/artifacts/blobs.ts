import type { StandInRequest, StandInResponse } from '../../http.ts';
import { blobPath } from './addresses.ts';
import type { ArtifactStore } from './store.ts';

/**
 * The few requests of Azure Blob Storage with which artifacts are sent and fetched (Microsoft Learn, "Blob service REST API": Put Blob, Put Block,
 * Put Block List, Get Blob). Bodies come as bytes, a list of blocks as XML.
 */
export function answerBlob(request: StandInRequest, store: ArtifactStore): StandInResponse {
  const artifact = store.find(Number(request.path.slice(blobPath.length)));
  if (artifact === undefined || request.query.get('sig') !== artifact.signature) return error(403, 'AuthenticationFailed', 'Server failed to authenticate the request.');
  const { id } = artifact;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const bytes = store.content(id);
    if (bytes === undefined) return error(404, 'BlobNotFound', 'The specified blob does not exist.');
    return { status: 200, headers: { ...common(), 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${artifact.name}.zip"` }, bytes };
  }
  if (request.method !== 'PUT') return error(405, 'UnsupportedHttpVerb', 'The resource doesn\'t support specified Http Verb.');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.from(typeof request.body === 'string' ? request.body : '');
  switch (request.query.get('comp')) {
    case 'block':
      store.putBlock(id, request.query.get('blockid') ?? '', bytes);
      break;
    case 'blocklist':
      if (!store.putTogether(id, [...bytes.toString('utf8').matchAll(/<(Latest|Committed|Uncommitted)>([^<]*)<\/\1>/g)].map(([, , block = '']) => block))) {
        return error(400, 'InvalidBlockList', 'The specified block list is invalid.');
      }
      break;
    default:
      store.putContent(id, bytes);
  }
  return { status: 201, headers: common() };
}

function common(): Readonly<Record<string, string>> {
  return { 'x-ms-version': '2024-11-04', 'etag': '"0x8D00000000000"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' };
}

function error(status: number, code: string, message: string): StandInResponse {
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': code }, text };
}
