package vn.trangtien.platform.audit.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import vn.trangtien.platform.audit.AuditEntry;

/**
 * The hash of one entry. Every field goes in with its length before it, so that moving a character from one field to the
 * next changes the hash. Keeps its buffers for the next entry and is therefore not thread-safe.
 */
public final class EntryHash {

    /** What the first entry of all follows. */
    public static final String GENESIS = "0".repeat(64);

    private static final int FIRST_SIZE = 1024;

    private final MessageDigest digest = Sha256.create();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int length;

    /**
     * @param at to the microsecond; what is finer does not count
     * @param detail the JSON text as it is kept, not what it means
     */
    public String of(
            String prevHash,
            long seq,
            Instant at,
            String service,
            String actor,
            String action,
            String subject,
            String detail) {
        length = 0;
        add(prevHash);
        add(Long.toString(seq));
        add(Long.toString(micros(at)));
        add(service);
        add(actor);
        add(action);
        add(subject);
        add(detail);
        digest.update(buffer, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash that the entry should have. */
    public String of(AuditEntry entry) {
        return of(entry, entry.prevHash(), entry.seq());
    }

    /** The hash that its content would have at another place. */
    String of(AuditEntry entry, String prevHash, long seq) {
        return of(
                prevHash,
                seq,
                entry.at(),
                entry.service(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail());
    }

    /** Microseconds since 1970; saturates where an instant is further away than a long can tell. */
    static long micros(Instant at) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        } catch (ArithmeticException e) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private void add(String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        int needed = length + Integer.BYTES + bytes.length;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
        }
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length++] = (byte) (bytes.length >>> shift);
        }
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }
}
