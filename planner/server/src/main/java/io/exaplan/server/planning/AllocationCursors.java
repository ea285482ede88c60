package io.exaplan.server.planning;

import io.exaplan.server.web.PageRequest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a page of allocations ended. That is the number of a job, which the items withhold from who may not see it, so it travels as
 * one block of AES under the key of this installation, its other half zero: what nobody here sealed does not open.
 */
@Component
class AllocationCursors {

    private static final String CIPHER = "AES/ECB/NoPadding";
    private static final int BLOCK_BYTES = 2 * Long.BYTES;

    private final JdbcClient jdbc;
    private volatile @Nullable SecretKeySpec key;

    AllocationCursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String seal(long jobId) {
        byte[] block =
                ByteBuffer.allocate(BLOCK_BYTES).putLong(0).putLong(jobId).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(under(Cipher.ENCRYPT_MODE, block));
    }

    /** The job after which the page begins; 0 for the first page. */
    long after(PageRequest page) {
        return page.position()
                .map(cursor -> open(cursor).orElseThrow(() -> PageRequest.notOurs(cursor)))
                .orElse(0L);
    }

    private Optional<Long> open(String cursor) {
        byte[] block;
        try {
            block = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (block.length != BLOCK_BYTES) {
            return Optional.empty();
        }
        ByteBuffer plain = ByteBuffer.wrap(under(Cipher.DECRYPT_MODE, block));
        return plain.getLong() == 0 ? Optional.of(plain.getLong()) : Optional.empty();
    }

    private byte[] under(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key());
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES.", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(
                    jdbc.sql("select cursor_key from installation")
                            .query(byte[].class)
                            .single(),
                    "AES");
            key = known;
        }
        return known;
    }
}
