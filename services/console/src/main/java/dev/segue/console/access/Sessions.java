package dev.segue.console.access;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Signs the cookies of who has logged in. */
@Factory
@Requires(property = "segue.console.login", value = "true")
final class Sessions {
    private static final int SECRET_BYTES = 32;
    /** Under this name the framework looks for what to sign with. */
    private static final String SIGNER = "generator";

    @Singleton
    @Named(SIGNER)
    SecretSignatureConfiguration signature(ConsoleConfig config) {
        SecretSignatureConfiguration signature = new SecretSignatureConfiguration(SIGNER);
        String secret = config.console().sessionSecret();
        signature.setSecret(secret.isEmpty() ? random() : secret);
        return signature;
    }

    private static String random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
