package vn.trangtien.drivers;

/**
 * What a person reads, in both languages of the product.
 *
 * @param vi Vietnamese, shown first
 * @param en English
 */
public record Text(String vi, String en) {

    public Text {
        if (vi.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException(
                    "a text needs both languages, but was vi='%s' and en='%s'".formatted(vi, en));
        }
    }

    /** Formats both sentences with the same arguments. */
    public Text with(Object... arguments) {
        return new Text(vi.formatted(arguments), en.formatted(arguments));
    }
}
