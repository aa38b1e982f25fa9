package vn.trangtien.platform.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of one entry. Every field goes in with its length before it, so that moving a character from one field to the
 * next changes the hash.
 */
final class AuditHash {

    /** What the first entry of all follows. */
    static final String GENESIS = "0".repeat(64);

    private AuditHash() {}

    static String of(
            String prevHash,
            long seq,
            Instant at,
            String service,
            String actor,
            String action,
            String subject,
            String detail) {
        MessageDigest digest = sha256();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        for (String field :
                List.of(prevHash, Long.toString(seq), Long.toString(micros), service, actor, action, subject, detail)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(AuditEntry entry) {
        return of(
                entry.prevHash(),
                entry.seq(),
                entry.at(),
                entry.service(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one does not", e);
        }
    }
}
