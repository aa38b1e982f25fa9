package vn.trangtien.drivers.gps;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The fields of one sentence. A field that is empty, missing or nonsense is empty: receivers leave out what they do not know.
 *
 * @param type of the sentence without the talker, for example {@code GGA}
 * @param fields from the address, which is field 0
 */
record Sentence(String type, List<String> fields) {

    private static final Pattern ZERO_FRACTION = Pattern.compile("\\.0*$");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{0,9})?");
    private static final Pattern ANGLE = Pattern.compile("\\d{3,5}(\\.\\d{0,9})?");

    Sentence {
        fields = List.copyOf(fields);
    }

    /** @param content between {@code $} and {@code *} */
    static Sentence of(String content) {
        List<String> fields = List.of(content.split(",", -1));
        String address = fields.get(0);
        // Two letters of any talker, then three of the type. P is for makers' own: PGRMC is Garmin's, not a position.
        boolean standard = address.length() == 5 && !address.startsWith("P");
        return new Sentence(standard ? address.substring(2) : address, fields);
    }

    String text(int field) {
        return field < fields.size() ? fields.get(field) : "";
    }

    /** A time of day without the zeros of its fraction, which receivers write in one sentence and not in the other. */
    String time(int field) {
        return ZERO_FRACTION.matcher(text(field)).replaceFirst("");
    }

    OptionalDouble number(int field) {
        String text = text(field);
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /**
     * An angle in degrees and minutes, {@code dddmm.mmmm}, and the letter of its side in the next field.
     *
     * @param positive side that counts upwards, N or E
     * @param negative side that counts downwards, S or W
     * @param max degrees
     */
    OptionalDouble angle(int field, String positive, String negative, double max) {
        String text = text(field);
        String side = text(field + 1);
        if (!ANGLE.matcher(text).matches() || !(side.equals(positive) || side.equals(negative))) {
            return OptionalDouble.empty();
        }
        double written = Double.parseDouble(text);
        double degrees = Math.floor(written / 100);
        double minutes = written - degrees * 100;
        double angle = degrees + minutes / 60;
        if (minutes >= 60 || angle > max) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(side.equals(positive) ? angle : -angle);
    }

    /** Latitude in this field and the next, longitude in the two after them; empty unless both are there. */
    Optional<Position> position(int field) {
        OptionalDouble latitude = angle(field, "N", "S", 90);
        OptionalDouble longitude = angle(field + 2, "E", "W", 180);
        return latitude.isPresent() && longitude.isPresent()
                ? Optional.of(new Position(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }
}
