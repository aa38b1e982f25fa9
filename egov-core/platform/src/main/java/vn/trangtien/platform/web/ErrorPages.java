package vn.trangtien.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.NotAllowedException;

/**
 * What people and programs see when something went wrong: a page in their language, or problem+json. Never a stack trace
 * and never the text of an exception, which may hold what others must not read.
 */
@Controller
class ErrorPages implements ErrorController {

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response, Model model) {
        HttpStatus status = status(request);
        if (wantsPage(request)) {
            response.setStatus(status.value());
            model.addAttribute("status", status.value());
            model.addAttribute("key", key(status));
            NotAllowedException.of(request).ifPresent(reason -> model.addAttribute("reason", reason));
            return new ModelAndView("platform/error", model.asMap());
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatus(status));
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        boolean api = path != null && path.toString().startsWith("/api/");
        return !api && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** The few situations that a person can act on in different ways. */
    private static String key(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> "error.forbidden";
            case NOT_FOUND -> "error.not-found";
            case CONFLICT -> "error.conflict";
            default -> status.is5xxServerError() ? "error.server" : "error.request";
        };
    }
}
