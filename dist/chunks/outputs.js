/**
 * Sets the step's outputs. Does nothing outside a runner (no GITHUB_OUTPUT), where the library would print them as legacy commands.
 * A job's outputs may take 1 MB together: what is large goes to a file whose path is the output.
 */
async function writeOutputs(values                                  )                {
  if (!process.env['GITHUB_OUTPUT']) return;
  const { setOutput } = await import('./vendor-actions-core.js');
  for (const [name, value] of Object.entries(values)) setOutput(name, value);
}

export { writeOutputs };
