package vn.trangtien.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import vn.trangtien.platform.text.VietnameseText;

/** Vietnamese unless the person chose English; the browser's own language is not asked. */
final class LanguageResolver implements LocaleResolver {

    static final String COOKIE = "tt_lang";
    private static final Set<String> KNOWN = Set.of("vi", "en");

    static boolean isKnown(@Nullable String language) {
        return language != null && KNOWN.contains(language);
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && isKnown(cookie.getValue())
                ? Locale.forLanguageTag(cookie.getValue())
                : VietnameseText.VIETNAMESE;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is chosen with POST /preferences");
    }
}
