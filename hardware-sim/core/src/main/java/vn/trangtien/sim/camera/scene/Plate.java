package vn.trangtien.sim.camera.scene;

import java.util.List;

/**
 * A Vietnamese number plate: {@code 75A-123.45} on a car in one line, or province and series above the number on the short plate of
 * a car ({@code 75A} over {@code 123.45}) and of a motorbike ({@code 29-B1} over {@code 256.62}).
 *
 * @param lines one or two, of digits, capital letters, points and hyphens
 */
public record Plate(List<String> lines, Colour colour) {

    /** Whose vehicle it is. */
    public enum Colour {
        /** Private. */
        WHITE,
        /** Of the state. */
        BLUE,
        /** For hire. */
        YELLOW
    }

    public Plate {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > 2 || lines.stream().anyMatch(line -> !line.matches("[0-9A-Z.-]{2,10}"))) {
            throw new IllegalArgumentException(
                    "a number plate has one or two lines of 2 to 10 digits, capital letters, points and hyphens, but was "
                            + lines);
        }
    }

    public static Plate white(String... lines) {
        return new Plate(List.of(lines), Colour.WHITE);
    }

    /** Its lines with a space between them. */
    public String text() {
        return String.join(" ", lines);
    }

    /** Width over height: 520 by 110 mm in one line, 190 by 140 mm on a motorbike, 330 by 165 mm on a car. */
    double aspect() {
        return lines.size() == 1 ? 520 / 110.0 : lines.get(0).contains("-") ? 190 / 140.0 : 330 / 165.0;
    }

    /** Metres. */
    double width() {
        return lines.size() == 1 ? 0.52 : lines.get(0).contains("-") ? 0.19 : 0.33;
    }
}
