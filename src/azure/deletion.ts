import type { ArmAnswer, ArmRequest } from './arm-exchange.ts';
import { AzureError } from './arm-error.ts';
import { completed, type OperationTools } from './operation.ts';

/**
 * Deletes a resource and waits until it is gone. What is gone already is done. Throws `AzureError` with Azure's own text when it refuses or
 * the operation fails, `CancelledError` when cancelled.
 */
export async function deleteAndWait(request: ArmRequest & { readonly method: 'DELETE' }, subject: string, tools: OperationTools): Promise<void> {
  let answer: ArmAnswer;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (error instanceof AzureError && error.status === 404) return;
    throw error;
  }
  await completed({ request, answer }, subject, tools);
}
