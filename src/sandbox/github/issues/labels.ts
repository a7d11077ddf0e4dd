import { textAt } from '../../../arm/json.ts';
import type { StandInRequest, StandInResponse } from '../../http.ts';
import { failure, notFound } from '../answers.ts';
import { pageOf } from '../paging.ts';

/** A label of the repository. */
export interface StoredLabel {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string | null;
}

/** Characters of a name (docs.github.com, "Managing labels"). */
const nameLimit = 50;

/** The labels of one repository. GitHub compares their names without case. */
export class LabelStore {
  readonly #labels = new Map<string, StoredLabel>();

  all(): readonly StoredLabel[] {
    return [...this.#labels.values()];
  }

  find(name: string): StoredLabel | undefined {
    return this.#labels.get(name.toLowerCase());
  }

  put(name: string, color = 'ededed', description: string | null = null): StoredLabel {
    const label = this.find(name) ?? { name, color, description };
    this.#labels.set(name.toLowerCase(), label);
    return label;
  }

  /** `GET /repos/{owner}/{repo}/labels`. */
  list(request: StandInRequest): StandInResponse {
    return pageOf(request, this.all(), (label) => label);
  }

  /** `GET /repos/{owner}/{repo}/labels/{name}`. */
  get(name: string): StandInResponse {
    const label = this.find(name);
    return label === undefined ? notFound : { status: 200, body: label };
  }

  /** `DELETE /repos/{owner}/{repo}/labels/{name}`. */
  remove(name: string): StandInResponse {
    return this.#labels.delete(name.toLowerCase()) ? { status: 204 } : notFound;
  }

  /** `POST /repos/{owner}/{repo}/labels`. */
  create(request: StandInRequest): StandInResponse {
    const [name, color = 'ededed'] = [textAt(request.body, 'name'), textAt(request.body, 'color')];
    if (name === undefined || name.trim() === '' || name.length > nameLimit) return invalid(name === undefined ? 'missing_field' : 'invalid', 'name');
    if (!/^[0-9a-f]{6}$/i.test(color)) return invalid('invalid', 'color');
    if (this.find(name) !== undefined) return invalid('already_exists', 'name');
    return { status: 201, body: this.put(name, color, textAt(request.body, 'description') ?? null) };
  }
}

function invalid(code: string, field: string): StandInResponse {
  return failure(422, 'Validation Failed', [{ resource: 'Label', code, field }]);
}
