package dev.segue.cli.secured;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that nobody signed but itself: made anew for each test, by the JDK's keytool.
 *
 * @param keyStore with its key, for who listens
 * @param pem without, for who trusts it
 */
record Certificate(Path keyStore, Path pem) {
    /** Opens the key store. */
    static final String PASSWORD = "key-store-password";

    /** Whom brokers take the bearer for. */
    static final String PRINCIPAL = "User:CN=segue-test-broker";

    /**
     * A new one, with its key, in files.
     *
     * @param names whose it is, as keytool writes it, such as {@code ip:127.0.0.1}
     */
    static Certificate in(Path directory, String names) throws IOException, InterruptedException {
        Certificate certificate = new Certificate(directory.resolve("server.p12"), directory.resolve("ca.crt"));
        certificate.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                PRINCIPAL.substring("User:".length()),
                "-ext",
                "SAN=" + names,
                "-validity",
                "2");
        certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
        return certificate;
    }

    /** Shows it. */
    SSLContext serving() throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts it, and none besides. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "server", "-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path said = Files.createTempFile(keyStore.getParent(), "keytool", ".log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(Files.readString(said));
        }
    }
}
