import { AzureError } from '../azure/arm-error.ts';
import { adviceFor } from '../isolation/advice.ts';

/** Adds to Azure's words what to do about them, where that is known. */
export function withAdvice(error: unknown): Error {
  if (!(error instanceof AzureError)) return error instanceof Error ? error : new Error(String(error));
  const advice = adviceFor(error.code, error.message);
  if (advice === undefined) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${advice}`, { status, code, correlationId, body, cause: error });
}
