package io.exaplan.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as they are kept for a request that comes again. Some hold a secret that is shown once, so each is sealed with a key made
 * of the bearer's own token, of which the database has a hash only: whoever reads the database cannot read them.
 */
@Component
class SealedAnswers {

    private static final String PURPOSE = "exaplan idempotency ";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json;

    SealedAnswers(JsonMapper json) {
        this.json = json;
    }

    /**
     * What was answered.
     *
     * @param headers those that belong to the answer: Location, ETag, Content-Type
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    byte[] seal(Answer answer, RequestOwner owner, String key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner, key).doFinal(json.writeValueAsBytes(answer));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK seals with AES-GCM.", e);
        }
    }

    /** Empty when the bearer is another one, as an issuer's token is after an hour. */
    Optional<Answer> open(ByteBuffer sealed, RequestOwner owner, String key) {
        ByteBuffer rest = sealed.duplicate();
        byte[] nonce = new byte[NONCE_BYTES];
        rest.get(nonce);
        byte[] kept = new byte[rest.remaining()];
        rest.get(kept);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce, owner, key).doFinal(kept);
            return Optional.of(json.readValue(plain, Answer.class));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK opens AES-GCM.", e);
        }
    }

    private static Cipher cipher(int mode, byte[] nonce, RequestOwner owner, String key)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(owner.bearer().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] derived = mac.doFinal((PURPOSE + key).getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
