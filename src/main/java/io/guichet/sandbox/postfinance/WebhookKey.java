package io.guichet.sandbox.postfinance;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/** A pair of keys that signs webhooks (postfinance 2.8). */
record WebhookKey(String id, KeyPair pair) {

    private static final String ALGORITHM = "SHA256withECDSA";

    static WebhookKey made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new WebhookKey(UUID.randomUUID().toString(), generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Base64 of the X.509 form. */
    String publicText() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /** The value of {@code x-signature} over these bytes. */
    String header(byte[] body) {
        return header(body, id);
    }

    /** @param named the key that it says to be signed with */
    String header(byte[] body, String named) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(body);
            return "algorithm=" + ALGORITHM + ", keyId=" + named + ", signature="
                    + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
