package vn.trangtien.platform.identity;

import static vn.trangtien.platform.text.VietnameseText.VIETNAMESE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/** What a refused request hears: a page goes to the sign-in page, a program gets problem+json. */
final class RefusedAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Where an error page finds the reason. */
    static final String REASON = NotAllowedException.class.getName();

    private final JsonMapper json;
    private final MessageSource messages;

    RefusedAnswers(JsonMapper json, MessageSource messages) {
        this.json = json;
        this.messages = messages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        String signIn = "/sign-in?next=" + URLEncoder.encode(LocalPath.toReturnTo(request), StandardCharsets.UTF_8);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if (wantsPage(request)) {
            response.sendRedirect(signIn);
        } else {
            problem(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Cần đăng nhập hoặc mã dịch vụ. / Sign in, or send the service token.");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (wantsPage(request)) {
            request.setAttribute(REASON, reason);
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (reason instanceof NotAllowedException known) {
            problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    sentence(known, VIETNAMESE) + " / " + sentence(known, Locale.ENGLISH));
        } else if (reason instanceof CsrfException) {
            problem(
                    response,
                    HttpStatus.FORBIDDEN,
                    "Thiếu mã chống giả mạo, hãy tải lại trang. / The CSRF token is missing or old; reload the page.");
        } else {
            problem(response, HttpStatus.FORBIDDEN, "Vai trò không đủ quyền. / Your role does not allow this.");
        }
    }

    private String sentence(NotAllowedException reason, Locale locale) {
        return messages.getMessage(reason.messageKey(), reason.arguments().toArray(), locale);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return !request.getServletPath().startsWith("/api/")
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private void problem(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(json.writeValueAsString(ProblemDetail.forStatusAndDetail(status, detail)));
    }
}
