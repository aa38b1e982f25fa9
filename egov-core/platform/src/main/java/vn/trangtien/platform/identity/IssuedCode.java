package vn.trangtien.platform.identity;

import java.time.Instant;

/**
 * A sign-in code at the only moment when it can be read.
 *
 * @param code in groups of four, for instance {@code ABCD-EFGH-JKMN}
 */
public record IssuedCode(String accountId, String code, Instant expiresAt) {

    /** Without the code, so that it does not end in a log by accident. */
    @Override
    public String toString() {
        return "IssuedCode[accountId=" + accountId + ", expiresAt=" + expiresAt + "]";
    }
}
