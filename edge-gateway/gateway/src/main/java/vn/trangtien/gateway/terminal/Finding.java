package vn.trangtien.gateway.terminal;

import java.util.Optional;
import vn.trangtien.drivers.Text;

/**
 * What one check saw.
 *
 * @param remedy what to do; present unless the level is {@link Level#OK}
 */
public record Finding(Level level, Text what, Optional<Text> remedy) {

    /** Whether the program would run. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It runs, with less comfort. */
        WARN,
        /** It would not start, or not do its work. */
        FAIL
    }

    public Finding {
        if (level != Level.OK && remedy.isEmpty()) {
            throw new IllegalArgumentException("a finding of level %s needs a remedy: %s".formatted(level, what));
        }
    }

    public static Finding ok(Text what) {
        return new Finding(Level.OK, what, Optional.empty());
    }

    public static Finding warn(Text what, Text remedy) {
        return new Finding(Level.WARN, what, Optional.of(remedy));
    }

    public static Finding fail(Text what, Text remedy) {
        return new Finding(Level.FAIL, what, Optional.of(remedy));
    }
}
