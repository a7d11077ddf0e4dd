/** Where the file is unless an input says otherwise. */
export const exemptionsPath = '.github/aks-isolation-exemptions.yml';
