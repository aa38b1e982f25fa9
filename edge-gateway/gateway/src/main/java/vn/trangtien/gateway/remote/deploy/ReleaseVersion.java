package vn.trangtien.gateway.remote.deploy;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version such as {@code 1.4.2} or {@code 0.1.0-SNAPSHOT}. Numbers are compared as numbers; what follows the first dash comes
 * before the same version without it. Also the name of a folder, hence few characters are allowed.
 */
public record ReleaseVersion(String text) implements Comparable<ReleaseVersion> {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~_-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    public ReleaseVersion {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "a version must be 1 to 64 letters, digits and . + ~ _ -, but was '%s'".formatted(text));
        }
    }

    /** Empty for what cannot be a version. */
    public static Optional<ReleaseVersion> of(String text) {
        return isValid(text) ? Optional.of(new ReleaseVersion(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        String[] mine = text.split("[-~]", 2);
        String[] theirs = other.text.split("[-~]", 2);
        int numbers = compareParts(mine[0], theirs[0]);
        if (numbers != 0) {
            return numbers;
        }
        if (mine.length != theirs.length) {
            return mine.length == 1 ? 1 : -1;
        }
        return mine.length == 1 ? 0 : compareParts(mine[1], theirs[1]);
    }

    private static int compareParts(String one, String two) {
        String[] mine = one.split("[.+_-]");
        String[] theirs = two.split("[.+_-]");
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int part = comparePart(i < mine.length ? mine[i] : "0", i < theirs.length ? theirs[i] : "0");
            if (part != 0) {
                return part;
            }
        }
        return 0;
    }

    private static int comparePart(String one, String two) {
        boolean bothNumbers =
                NUMBER.matcher(one).matches() && NUMBER.matcher(two).matches();
        return bothNumbers ? new BigInteger(one).compareTo(new BigInteger(two)) : one.compareTo(two);
    }

    @Override
    public String toString() {
        return text;
    }
}
