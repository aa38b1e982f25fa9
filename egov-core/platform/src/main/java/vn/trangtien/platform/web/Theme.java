package vn.trangtien.platform.web;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dark or light, as cookie {@code tt_theme} says. */
final class Theme {

    static final String COOKIE = "tt_theme";
    private static final Set<String> KNOWN = Set.of("dark", "light");

    private Theme() {}

    static boolean isKnown(@Nullable String name) {
        return name != null && KNOWN.contains(name);
    }

    static Optional<String> chosen(@Nullable String value) {
        return Optional.ofNullable(value).filter(Theme::isKnown);
    }
}
