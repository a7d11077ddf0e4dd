/** Where a repository may keep inputs; on pull requests it is read from the base commit, see `trusted-file.ts`. */
export const configFilePath = '.github/aks-isolation.yml';
