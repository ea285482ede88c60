package io.exaplan.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
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
 * Answers as they are kept for a request that comes again. One that shows a secret is sealed with a key made of the bearer's own
 * token, of which the database has a hash only: whoever reads the database cannot read it, nor can the bearer of the next token.
 */
@Component
class KeptAnswers {

    private static final String PURPOSE = "exaplan idempotency ";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json;

    KeptAnswers(JsonMapper json) {
        this.json = json;
    }

    /**
     * What was answered.
     *
     * @param headers those that belong to the answer: Location, ETag, Content-Type
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** As the database has it. */
    record Kept(ByteBuffer bytes, boolean sealed) {}

    Kept keep(Answer answer, boolean secret, RequestOwner owner, String key) {
        byte[] plain = json.writeValueAsBytes(answer);
        return new Kept(ByteBuffer.wrap(secret ? seal(plain, owner, key) : plain), secret);
    }

    /** Empty when it is sealed and the bearer is another one, as an issuer's token is after an hour. */
    Optional<Answer> open(Kept kept, RequestOwner owner, String key) {
        byte[] bytes = new byte[kept.bytes().remaining()];
        kept.bytes().duplicate().get(bytes);
        Optional<byte[]> plain = kept.sealed() ? unseal(bytes, owner, key) : Optional.of(bytes);
        return plain.map(each -> json.readValue(each, Answer.class));
    }

    private byte[] seal(byte[] plain, RequestOwner owner, String key) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner, key).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK seals with AES-GCM.", e);
        }
    }

    private static Optional<byte[]> unseal(byte[] kept, RequestOwner owner, String key) {
        byte[] nonce = Arrays.copyOf(kept, NONCE_BYTES);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, owner, key)
                    .doFinal(kept, NONCE_BYTES, kept.length - NONCE_BYTES));
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
