package vn.trangtien.platform.privacy;

import java.util.regex.Pattern;

/**
 * Whom data are about, without telling who it is to somebody who reads a table: {@code account:<id>} for somebody who signs in,
 * {@code person:<blind index of the identity number>} for anybody else.
 */
public record SubjectId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z]{2,20}:[A-Za-z0-9._-]{1,100}");

    public SubjectId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "data subject must be a kind, a colon and up to 100 characters of A-Z a-z 0-9 . _ -, but was '%s'"
                            .formatted(value));
        }
    }

    public static SubjectId account(String id) {
        return new SubjectId("account:" + id);
    }

    @Override
    public String toString() {
        return value;
    }
}
