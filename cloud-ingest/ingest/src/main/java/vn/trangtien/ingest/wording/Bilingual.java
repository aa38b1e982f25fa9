package vn.trangtien.ingest.wording;

/** One text in Vietnamese and English, as it is kept and shown: {@code tạm dừng / paused}. Stateless. */
public final class Bilingual {

    private Bilingual() {}

    /**
     * Both forms with the same values filled in, in the same order.
     *
     * @param vietnamese as for {@link String#format}
     * @param english as for {@link String#format}
     */
    public static String text(String vietnamese, String english, Object... values) {
        return vietnamese.formatted(values) + " / " + english.formatted(values);
    }
}
