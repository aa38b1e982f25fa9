package vn.trangtien.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.trangtien.platform.identity.LocalPath;

/** Keeps language and theme in cookies, without JavaScript and without a server session. */
@Controller
class Preferences {

    private static final Duration A_YEAR = Duration.ofDays(365);

    @PostMapping("/preferences")
    String choose(
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(required = false) @Nullable String back,
            HttpServletResponse response) {
        if (LanguageResolver.isKnown(lang)) {
            keep(response, LanguageResolver.COOKIE, lang);
        }
        if (Theme.isKnown(theme)) {
            keep(response, Theme.COOKIE, theme);
        }
        return "redirect:" + LocalPath.orHome(back);
    }

    private static void keep(HttpServletResponse response, String name, @Nullable String value) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .sameSite("Lax")
                .path("/")
                .maxAge(A_YEAR)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
