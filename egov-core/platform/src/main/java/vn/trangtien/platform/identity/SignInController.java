package vn.trangtien.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, the same on every service. */
@Controller
class SignInController {

    private static final String VIEW = "platform/sign-in";
    private static final String HOME = "/";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Cookies cookies;

    SignInController(SignIn signIn, Sessions sessions, Cookies cookies) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @GetMapping("/sign-in")
    String show(
            @RequestParam(defaultValue = HOME) String next,
            @RequestParam(defaultValue = "") String account,
            Optional<CurrentUser> user,
            Model model) {
        if (user.isPresent()) {
            return "redirect:" + LocalPath.orHome(next);
        }
        return page(model, account, next);
    }

    @PostMapping("/sign-in")
    String attempt(
            @RequestParam(defaultValue = HOME) String next,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String id = account.strip().toLowerCase(Locale.ROOT);
        SignIn.Outcome outcome = signIn.attempt(id, code, request.getRemoteAddr());
        if (outcome instanceof SignIn.Outcome.Welcome welcome) {
            cookies.giveSession(response, welcome.sessionToken());
            return "redirect:" + LocalPath.orHome(next);
        }
        boolean tooMany = outcome instanceof SignIn.Outcome.TooMany;
        response.setStatus((tooMany ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNAUTHORIZED).value());
        model.addAttribute("problem", tooMany ? "sign-in.too-many" : "sign-in.refused");
        return page(model, account, next);
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        cookies.session(request).ifPresent(sessions::revoke);
        cookies.takeSession(response);
        return "redirect:/sign-in";
    }

    private static String page(Model model, String account, String next) {
        model.addAttribute("account", account);
        model.addAttribute("next", LocalPath.orHome(next));
        return VIEW;
    }
}
