/** A certificate for loopback with its key, both PEM. The certificate is its own authority. */
export interface LoopbackCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hour = 3_600_000;
const validFor = 3 * 24 * hour;

/**
 * Makes a self-signed P-256 certificate for localhost, 127.0.0.1 and ::1, good for three days. It starts an hour in the past:
 * clocks of a container and its host differ.
 */
export async function makeLoopbackCertificate(): Promise<LoopbackCertificate> {
  // The library finds its algorithms through decorators, which need this at import.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const serialNumber = randomSerial();
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber,
    // Whoever trusts two sandboxes finds their certificates by name.
    name: `CN=aks-network-isolation sandbox ${serialNumber.slice(0, 8)}`,
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + validFor),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: `${certificate.toString('pem')}\n`, privateKey: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

/** Sixteen random digits, hexadecimal; the first is never above 7, so that the number stays positive. */
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `1${Buffer.from(bytes).toString('hex').slice(1)}`;
}
