import { arrayAt, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../http.ts';
import { failure, notAccessible, notFound } from './answers.ts';
import { pageOf } from './paging.ts';
import type { Ticks } from './ticks.ts';

/** A check run as the store keeps it. */
export interface StoredCheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  /** As sent, in the order of the requests that sent them. */
  readonly annotations: readonly JsonObject[];
  readonly startedAt: string;
  readonly completedAt: string | null;
}

/** docs.github.com, "REST API endpoints for check runs": annotations a request, and what the members may be. */
const annotationLimit = 50;
const statuses = new Set(['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending']);
const conclusions = new Set(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out']);
const levels = new Set(['notice', 'warning', 'failure']);

/** The check runs of one repository. */
export class CheckRuns {
  readonly #ticks: Ticks;
  readonly #mayWrite: boolean;
  readonly #runs = new Map<number, StoredCheckRun>();

  constructor(ticks: Ticks, mayWrite: boolean) {
    this.#ticks = ticks;
    this.#mayWrite = mayWrite;
  }

  all(): readonly StoredCheckRun[] {
    return [...this.#runs.values()];
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method: string, path: string, request: StandInRequest): StandInResponse | undefined {
    const ref = /^commits\/([^/]+)\/check-runs$/.exec(path)?.[1];
    if (ref !== undefined && method === 'GET') return this.#list(ref, request);
    const [, id, rest] = /^check-runs(?:\/(\d+)(\/annotations)?)?$/.exec(path) ?? [];
    if (!path.startsWith('check-runs')) return undefined;
    if (method !== 'GET' && !this.#mayWrite) return notAccessible;
    if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
    if (path === 'check-runs') return method === 'POST' ? this.#write(undefined, request.body) : notFound;
    const run = this.#runs.get(Number(id));
    if (run === undefined) return notFound;
    if (rest !== undefined) return method === 'GET' ? pageOf(request, run.annotations, (annotation) => annotation) : notFound;
    return method === 'PATCH' ? this.#write(run, request.body) : method === 'GET' ? { status: 200, body: render(run) } : notFound;
  }

  #list(ref: string, request: StandInRequest): StandInResponse {
    const name = request.query.get('check_name');
    const found = this.all().filter((run) => run.headSha === ref && (name === null || run.name === name));
    const page = pageOf(request, found, render);
    return { ...page, body: { total_count: found.length, check_runs: page.body } };
  }

  /** Creates a run, or changes one: annotations are added to those that are there. */
  #write(before: StoredCheckRun | undefined, body: unknown): StandInResponse {
    const [name = before?.name, headSha = before?.headSha] = [textAt(body, 'name'), textAt(body, 'head_sha')];
    if (name === undefined || headSha === undefined) return failure(422, `Invalid request.\n\n"${name === undefined ? 'name' : 'head_sha'}" wasn't supplied.`);
    const conclusion = textAt(body, 'conclusion') ?? before?.conclusion ?? null;
    const status = textAt(body, 'status') ?? (conclusion === null ? (before?.status ?? 'queued') : 'completed');
    const output = member(body, 'output');
    const annotations = arrayAt(output, 'annotations').filter((annotation) => isJsonObject(annotation));
    const refusal = refuse(status, conclusion, output, annotations);
    if (refusal !== undefined) return refusal;
    const at = this.#ticks.next();
    const run: StoredCheckRun = {
      id: before?.id ?? this.#runs.size + 9_001, name, headSha, status, conclusion,
      title: textAt(output, 'title') ?? before?.title ?? null, summary: textAt(output, 'summary') ?? before?.summary ?? null,
      annotations: [...(before?.annotations ?? []), ...annotations],
      startedAt: before?.startedAt ?? at, completedAt: status === 'completed' ? (before?.completedAt ?? at) : null,
    };
    this.#runs.set(run.id, run);
    return { status: before === undefined ? 201 : 200, body: render(run) };
  }
}

function refuse(status: string, conclusion: string | null, output: unknown, annotations: readonly JsonObject[]): StandInResponse | undefined {
  if (!statuses.has(status)) return invalid(`"${status}" is not a status of a check run.`);
  if (conclusion !== null && !conclusions.has(conclusion)) return invalid(`"${conclusion}" is not a conclusion of a check run.`);
  if (status === 'completed' && conclusion === null) return invalid('"conclusion" is needed once the status is "completed".');
  if (output === undefined) return undefined;
  for (const name of ['title', 'summary']) if (textAt(output, name) === undefined) return failure(422, `Invalid request.\n\n"${name}" wasn't supplied.`);
  if (annotations.length > annotationLimit) return invalid(`No more than ${annotationLimit} items are allowed; ${annotations.length} were supplied.`);
  return annotations.every((annotation) => isWhole(annotation)) ? undefined : invalid('An annotation needs path, start_line, end_line, annotation_level and message.');
}

function isWhole(annotation: JsonObject): boolean {
  return textAt(annotation, 'path') !== undefined && textAt(annotation, 'message') !== undefined
    && Number.isInteger(annotation['start_line']) && Number.isInteger(annotation['end_line']) && levels.has(textAt(annotation, 'annotation_level') ?? '');
}

function invalid(message: string): StandInResponse {
  return failure(422, `Invalid request.\n\n${message}`);
}

function render(run: StoredCheckRun): object {
  const { annotations, title, summary } = run;
  return {
    id: run.id, name: run.name, head_sha: run.headSha, status: run.status, conclusion: run.conclusion, started_at: run.startedAt, completed_at: run.completedAt,
    output: { title, summary, text: null, annotations_count: annotations.length },
  };
}
