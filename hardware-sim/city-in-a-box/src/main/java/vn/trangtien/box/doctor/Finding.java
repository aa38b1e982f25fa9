package vn.trangtien.box.doctor;

import java.util.Optional;
import vn.trangtien.box.Text;

/**
 * What one check saw.
 *
 * @param remedy what to do; present unless the level is {@link Level#OK}
 */
public record Finding(Level level, Text what, Optional<Text> remedy) {

    /** Whether a city would run. */
    public enum Level {
        /** As it should be. */
        OK,
        /** The city runs, with less comfort. */
        WARN,
        /** The city would not start. */
        FAIL
    }

    public Finding {
        if (level != Level.OK && remedy.isEmpty()) {
            throw new IllegalArgumentException("a finding of level %s needs a remedy: %s".formatted(level, what));
        }
    }

    static Finding ok(Text what) {
        return new Finding(Level.OK, what, Optional.empty());
    }

    static Finding warn(Text what, Text remedy) {
        return new Finding(Level.WARN, what, Optional.of(remedy));
    }

    static Finding fail(Text what, Text remedy) {
        return new Finding(Level.FAIL, what, Optional.of(remedy));
    }
}
