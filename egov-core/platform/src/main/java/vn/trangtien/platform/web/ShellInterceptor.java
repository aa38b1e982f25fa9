package vn.trangtien.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.CurrentUsers;
import vn.trangtien.platform.identity.LocalPath;

/** Puts {@link Shell} where templates find it, also for error pages. */
final class ShellInterceptor implements HandlerInterceptor {

    static final String ATTRIBUTE = "shell";

    private final LocaleResolver languages;
    private final WebSettings settings;
    private final ServiceLinks links;
    private final String service;
    private final List<MenuEntries> menu;

    ShellInterceptor(
            LocaleResolver languages,
            WebSettings settings,
            ServiceLinks links,
            String service,
            List<MenuEntries> menu) {
        this.languages = languages;
        this.settings = settings;
        this.links = links;
        this.service = service;
        this.menu = List.copyOf(menu);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CurrentUser user = CurrentUsers.ofThisRequest().orElse(null);
        Cookie theme = WebUtils.getCookie(request, Theme.COOKIE);
        request.setAttribute(
                ATTRIBUTE,
                new Shell(
                        languages.resolveLocale(request).getLanguage(),
                        Theme.chosen(theme == null ? null : theme.getValue()).orElse(settings.defaultTheme()),
                        user,
                        links.of(user, service),
                        LocalPath.toReturnTo(request),
                        isPage(request) ? Notes.take(request, response).orElse(null) : null,
                        user == null
                                ? List.of()
                                : menu.stream()
                                        .flatMap(entries -> entries.of(user).stream())
                                        .toList()));
        return true;
    }

    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET") && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
