/** Texts that would do harm where one of them reached a reader as it is. */
export const poisons: readonly string[] = [
  '::error::poisoned', '\n::set-env name=PATH::/poison', '\r::add-mask::a', '\n\t ::stop-commands::poison', '\n##[error]poisoned', 'a ##[command]poison', '\u2028::error::poisoned', '\u0085::error::poisoned', '\v::error::x',
  '%0A::error::poisoned', '::debug::\u0000', '\u001B[2J\u001B[31mpoison', '\u001B]8;;https://evil.example/\u0007link\u001B]8;;\u0007', '\u009B31mpoison', '\u202Egnp.nosiop\u202C', '\u2066poison\u2069', '\u200Bzero\u200D\uFEFF', '\u0008\u0008\u0008poison', '\u007F',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", '</style></summary></details><h1>poison', '<!--', '-->', ']]>', '&lt;script&gt;', '<a href="javascript:alert(1)">x</a>', '<details open>', '<input name=x>',
  '${{ secrets.GITHUB_TOKEN }}', '@everyone', '@octocat', 'contoso/platform#1', '#1', 'GH-1', 'https://evil.example/', 'www.evil.example', 'mallory@evil.example', '0123456789abcdef0123456789abcdef01234567',
  '[x](javascript:alert(1))', '![x](https://evil.example/x.png)', '[x]: https://evil.example', '`', '``` \n# poison', '~~~\n', '\n\n# poison', '| a | b |\n|---|---|', '\\|', '* * *', '\n- [ ] x', '> [!WARNING]', '$$\\x$$', ':tada:', '[^1]', '~~x~~',
  '\uD800', '\uDFFF\uD800', 'a\u0300'.repeat(50), '\u{1F600}\u200D\u{1F600}', '\u0130\u017F\u212A', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a'.repeat(40_000), '../../../etc/passwd', 'C:\\x', '\\\\evil.example\\share', 'file:///etc/passwd', '-rf', '%s%n%p', '{0}', '$(touch x)', '{{x}}',
];

/** The same places with nothing in them that means anything: what the reports look like then, they have to look like with every poison. */
export const harmless = 'harmless `words` of no_name';
