package vn.trangtien.video.model;

import org.jspecify.annotations.Nullable;

/** A text for people, in both languages of the house. */
public record Words(String vietnamese, String english) {

    /** Both with the same values filled in, as {@link String#format} does. */
    public Words with(@Nullable Object... values) {
        return new Words(vietnamese.formatted(values), english.formatted(values));
    }

    @Override
    public String toString() {
        return vietnamese + " / " + english;
    }
}
