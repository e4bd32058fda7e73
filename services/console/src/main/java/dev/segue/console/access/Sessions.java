package dev.segue.console.access;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Signs the cookies of who has logged in. Without any such bean the framework would make tokens that are not signed, and take
 * them.
 */
@Factory
@Requires(property = "segue.console.login", value = "true")
final class Sessions {
    private static final int SECRET_BYTES = 32;
    /** Under this name the framework looks for what to sign with. */
    private static final String SIGNER = "generator";

    /** Under its interface, as the class itself is annotated to be made of settings. */
    @Singleton
    @Named(SIGNER)
    SignatureGeneratorConfiguration signature(ConsoleConfig config) {
        SecretSignatureConfiguration settings = new SecretSignatureConfiguration(SIGNER);
        String secret = config.console().sessionSecret();
        settings.setSecret(secret.isEmpty() ? random() : secret);
        return new SecretSignature(settings);
    }

    private static String random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
